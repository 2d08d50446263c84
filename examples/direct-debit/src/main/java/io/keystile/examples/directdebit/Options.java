package io.keystile.examples.directdebit;

import io.keystile.authn.SessionGuard;
import io.keystile.net.AddressRanges;
import io.keystile.net.ClientAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the command line says.
 *
 * @param port 0: a free one
 * @param clientAddress where requests come from
 * @param origins the service's own origins; empty: those of the port
 * @param users who may log in
 */
record Options(int port, ClientAddress clientAddress, Set<String> origins, Users users) {
    static final String PORT = "--port";
    private static final String PROXIES = "--trusted-proxies";
    private static final String HEADER = "--forwarded-header";
    private static final String ORIGINS = "--origins";
    private static final String USERS = "--users";
    private static final Set<String> FLAGS = new LinkedHashSet<>(List.of(PORT, PROXIES, HEADER, ORIGINS, USERS));

    static Options parse(String... words) {
        Arguments arguments = Arguments.of(FLAGS, List.of(words));
        String file = arguments.value(USERS);
        return new Options(
                port(arguments.value(PORT, "8080")),
                clientAddress(arguments),
                origins(arguments.list(ORIGINS)),
                file == null ? Users.demo() : UsersFile.read(USERS, file));
    }

    private static int port(String value) {
        boolean digits =
                !value.isEmpty() && value.length() <= 5 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = digits ? Integer.parseInt(value) : -1;
        if (port < 0 || port > 65_535) {
            throw new FlagException(PORT, "must be 0 to 65535");
        }
        return port;
    }

    private static ClientAddress clientAddress(Arguments arguments) {
        String header = arguments.value(HEADER, "x-forwarded-for");
        if (!header.equals("x-forwarded-for") && !header.equals("forwarded")) {
            throw new FlagException(HEADER, "must be x-forwarded-for or forwarded");
        }
        List<String> proxies = arguments.list(PROXIES);
        if (proxies.isEmpty()) {
            return ClientAddress.peer();
        }
        try {
            return ClientAddress.behind(header, AddressRanges.parse(proxies));
        } catch (IllegalArgumentException e) {
            throw new FlagException(PROXIES, e.getMessage());
        }
    }

    private static Set<String> origins(List<String> given) {
        Set<String> origins = new LinkedHashSet<>(given);
        try {
            SessionGuard.byOrigin(origins);
        } catch (IllegalArgumentException e) {
            throw new FlagException(ORIGINS, e.getMessage());
        }
        return origins;
    }
}
