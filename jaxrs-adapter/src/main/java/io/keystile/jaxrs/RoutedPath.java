package io.keystile.jaxrs;

/** The path that the runtime matches resources by. */
final class RoutedPath {
    private RoutedPath() {}

    /**
     * Whether both parts together are {@code path}, without putting them together.
     *
     * @param application below the context root; empty for the root itself
     * @param relative to the application, decoded; runtimes differ on its first slash
     */
    static boolean is(String path, String application, String relative) {
        int from = relative.startsWith("/") ? 1 : 0;
        int rest = relative.length() - from;
        int start = application.length();
        if (rest == 0 && path.length() == start) {
            return path.equals(application);
        }
        return path.length() == start + 1 + rest
                && path.startsWith(application)
                && path.charAt(start) == '/'
                && path.startsWith(relative.substring(from), start + 1);
    }
}
