package io.keystile.spring.web;

import io.keystile.policy.Need;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.web.method.HandlerMethod;

/** What controllers say by {@link RequiresScope}, read once each. Safe for all threads. */
final class RequiredScopes {
    private static final Asked NOTHING = new Asked(null);

    private final Map<Place, Asked> read = new ConcurrentHashMap<>();

    /**
     * All that is asked of whoever gets to a method; null if nothing is annotated.
     *
     * @throws io.keystile.credential.InvalidFieldException if an annotation names what can't be a scope
     */
    @Nullable
    Need of(HandlerMethod handler) {
        return read.computeIfAbsent(new Place(handler.getMethod(), handler.getBeanType()), RequiredScopes::read).need;
    }

    private static Asked read(Place place) {
        Set<String> scopes = new TreeSet<>();
        boolean annotated = addAll(place.type, scopes);
        annotated |= addAll(place.method, scopes);
        return annotated ? new Asked(Need.allOf(scopes.toArray(new String[0]))) : NOTHING;
    }

    private static boolean addAll(AnnotatedElement element, Set<String> scopes) {
        boolean found = false;
        for (MergedAnnotation<RequiresScope> annotation :
                MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY).stream(RequiresScope.class)
                        .toList()) {
            scopes.addAll(Set.of(annotation.getStringArray(MergedAnnotation.VALUE)));
            found = true;
        }
        return found;
    }

    private record Place(Method method, Class<?> type) {}

    private record Asked(@Nullable Need need) {}
}
