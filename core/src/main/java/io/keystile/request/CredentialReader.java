package io.keystile.request;

import io.keystile.credential.Plane;
import io.keystile.credential.PlaneSet;
import io.keystile.key.KeyFormats;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the credential that a request presents, from the places that are configured and nowhere else: never from the query,
 * a cookie or a trailer. Immutable.
 */
public final class CredentialReader {
    // One reader per header, so that each header is asked for once.
    private final List<HeaderReader> headers = new ArrayList<>();

    /**
     * Reads these places.
     *
     * @param places where each plane's credentials may stand
     */
    public CredentialReader(Map<Plane, ? extends Collection<Place>> places, KeyFormats formats) {
        Map<String, HeaderReader> byName = new LinkedHashMap<>();
        places.forEach((plane, own) -> own.forEach(place -> byName.computeIfAbsent(
                        place.headerName().toLowerCase(Locale.ROOT), name -> reader(place, formats))
                .add(plane, place)));
        // A key pasted behind a wrong scheme is found even where no plane has a place in Authorization.
        byName.computeIfAbsent("authorization", name -> new AuthorizationReader(formats));
        headers.addAll(byName.values());
    }

    private static HeaderReader reader(Place place, KeyFormats formats) {
        return place.scheme() == null
                ? new KeyHeaderReader(place.headerName(), formats)
                : new AuthorizationReader(formats);
    }

    /**
     * Reads what {@code request} presents.
     *
     * @param admitted the planes that the route admits; a credential in another plane's place is misplaced
     * @param sessions whether the route knows sessions: a foreign scheme of {@code Authorization} is the application's own
     *     affair there, and misplaced elsewhere
     */
    public Presented read(RequestView request, PlaneSet admitted, boolean sessions) {
        Presented found = Presented.NONE;
        for (int h = 0; h < headers.size(); h++) {
            HeaderReader reader = headers.get(h);
            List<String> lines = request.headers(reader.name());
            for (int l = 0; l < lines.size(); l++) {
                Presented one = reader.read(lines.get(l), admitted, sessions);
                if (one != Presented.NONE) {
                    if (found != Presented.NONE) {
                        return Presented.SEVERAL;
                    }
                    found = one;
                }
            }
        }
        return found;
    }
}
