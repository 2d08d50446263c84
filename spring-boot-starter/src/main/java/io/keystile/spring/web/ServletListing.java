package io.keystile.spring.web;

import io.keystile.ConfigurationException;
import io.keystile.Keystile;
import io.keystile.servlet.HandlerCheck;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servlets beside Spring's own, such as a database's console. */
final class ServletListing {
    private final Keystile keystile;
    private final @Nullable ServletContext context;
    private final String filterName;
    private final GuardedRoutes routes;
    private final List<String> open;

    /**
     * Of an application.
     *
     * @param context null: there is no container
     * @param filterName what must see all that the policy guards
     * @param open mappings that nothing has to guard
     */
    ServletListing(
            Keystile keystile,
            @Nullable ServletContext context,
            String filterName,
            GuardedRoutes routes,
            List<String> open) {
        this.keystile = keystile;
        this.context = context;
        this.filterName = filterName;
        this.routes = routes;
        this.open = List.copyOf(open);
    }

    /** Adds a line for each mapping, and what is uncovered. */
    void look(List<String> lines, List<String> uncovered) {
        FilterRegistration filter = context == null ? null : context.getFilterRegistration(filterName);
        if (context == null || filter == null) {
            // A test's context has none; then nothing is served either.
            return;
        }
        List<String> left = new ArrayList<>(open);
        context.getServletRegistrations()
                .values()
                .forEach(servlet -> servlet.getMappings().stream()
                        .filter(mapping -> !routes.contain(sample(mapping)))
                        .forEach(left::add));
        try {
            // What takes all paths is the dispatcher servlet, whose handlers are listed one by one.
            lines.addAll(HandlerCheck.strict()
                    .trustingCatchAllMappings()
                    .leavingOpen(left.toArray(new String[0]))
                    .run(context, keystile, filter));
        } catch (ConfigurationException e) {
            uncovered.addAll(e.problems());
        }
    }

    private static String sample(String mapping) {
        return mapping.startsWith("/") ? mapping.replace("*", "~keystile~unnamed~") : "/";
    }
}
