package io.keystile.spring.web;

import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which part of the application is Keystile's to guard: all of it, or the routes of Spring Security's chains. Immutable. */
public final class GuardedRoutes {
    private final List<PathPattern> patterns;

    private GuardedRoutes(List<PathPattern> patterns) {
        this.patterns = patterns;
    }

    /** All of it. */
    public static GuardedRoutes everywhere() {
        return of(List.of("/**"));
    }

    /** These patterns of Spring's, such as {@code /api/**}; the rest is guarded by somebody else. */
    public static GuardedRoutes of(List<String> patterns) {
        return new GuardedRoutes(
                patterns.stream().map(PathPatternParser.defaultInstance::parse).toList());
    }

    /** Whether a path is within them. */
    public boolean contain(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return patterns.stream().anyMatch(pattern -> pattern.matches(parsed));
    }

    @Override
    public String toString() {
        return patterns.toString();
    }
}
