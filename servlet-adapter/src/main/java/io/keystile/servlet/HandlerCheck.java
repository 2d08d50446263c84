package io.keystile.servlet;

import io.keystile.ConfigurationException;
import io.keystile.Keystile;
import io.keystile.policy.Coverage;
import io.keystile.policy.Rule;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Looks through an application's servlets as it starts, and lists every mapping with what the policy says of it. One that the
 * policy doesn't cover, or that its filter doesn't see, stops the start. Immutable: each step returns a new check.
 */
public final class HandlerCheck {
    /** What containers add of their own: static files, and pages that the application wrote. */
    private static final Set<String> OF_CONTAINER = Set.of(
            "org.apache.catalina.servlets.DefaultServlet",
            "org.apache.jasper.servlet.JspServlet",
            "org.eclipse.jetty.ee10.servlet.DefaultServlet",
            "org.eclipse.jetty.ee10.servlet.ServletHandler$Default404Servlet",
            "org.eclipse.jetty.ee10.jsp.JettyJspServlet",
            "org.eclipse.jetty.ee11.servlet.DefaultServlet",
            "org.eclipse.jetty.ee11.servlet.ServletHandler$Default404Servlet",
            "org.eclipse.jetty.ee11.jsp.JettyJspServlet");

    /** By its name: the class wants keystile-oauth2. It decides itself, and its own start refuses a policy that guards it. */
    private static final String TOKEN_SERVLET = "io.keystile.servlet.TokenServlet";

    private final Set<String> open;
    private final boolean trustsCatchAll;

    private HandlerCheck(Set<String> open, boolean trustsCatchAll) {
        this.open = open;
        this.trustsCatchAll = trustsCatchAll;
    }

    /** Leaves nothing open, and trusts no catch-all mapping. */
    public static HandlerCheck strict() {
        return new HandlerCheck(Set.of(), false);
    }

    /** Leaves mappings open that the policy says nothing of, or not of all their paths. Written as they are mapped. */
    public HandlerCheck leavingOpen(String... mappings) {
        Set<String> all = new LinkedHashSet<>(open);
        all.addAll(List.of(mappings));
        return new HandlerCheck(all, trustsCatchAll);
    }

    /**
     * Takes the application's word for servlets that are mapped to {@code /}, {@code /*} or an extension: which paths they
     * answer can't be listed, so that one outside the policy's rules and guarded roots is open to everyone and shows nowhere.
     * The container's own for static files and JSPs need no such word.
     */
    public HandlerCheck trustingCatchAllMappings() {
        return new HandlerCheck(open, true);
    }

    /**
     * Looks; to be asked when all servlets are registered, as {@link KeystileFilter#checking} does.
     *
     * @param filter whose mappings must see what the policy guards
     * @return a line for each mapping, for the log
     * @throws ConfigurationException that lists all that is not covered
     */
    public List<String> run(ServletContext context, Keystile keystile, FilterRegistration filter) {
        List<UrlPattern> seen =
                filter.getUrlPatternMappings().stream().map(UrlPattern::new).toList();
        List<String> lines = new ArrayList<>();
        List<String> problems = new ArrayList<>(unseen(keystile, seen));
        Map<String, ServletRegistration> servlets = new TreeMap<>();
        context.getServletRegistrations().forEach(servlets::put);
        problems.addAll(untaken(keystile, servlets.values()));
        servlets.forEach((name, servlet) -> {
            for (String mapping : servlet.getMappings()) {
                UrlPattern pattern = new UrlPattern(mapping);
                String line = (mapping.isEmpty() ? "\"\"" : mapping) + " (" + name + "): ";
                try {
                    Coverage coverage = keystile.policy().coverage(pattern.handler());
                    lines.add(line + coverage.describe());
                    String problem = problem(pattern, servlet.getClassName(), coverage, seen);
                    if (!problem.isEmpty()) {
                        problems.add(line + problem);
                    }
                } catch (IllegalArgumentException e) {
                    problems.add(line + "no rule can name it: " + e.getMessage());
                }
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return lines;
    }

    private String problem(UrlPattern pattern, String className, Coverage coverage, Collection<UrlPattern> seen) {
        boolean listed = open.contains(pattern.text());
        if (coverage.complete()) {
            // What the policy opens to everyone needs no filter; the rest does.
            boolean needsFilter = coverage.rules().isEmpty()
                    || !coverage.guardedRoots().isEmpty()
                    || coverage.rules().stream().anyMatch(rule -> rule.kind() != Rule.Kind.OPEN);
            boolean isSeen = seen.stream().anyMatch(filter -> filter.covers(pattern));
            return isSeen || !needsFilter || listed ? "" : "guarded by the policy, and not mapped to the filter";
        }
        if (listed || OF_CONTAINER.contains(className) || className.equals(TOKEN_SERVLET)) {
            return "";
        }
        if (pattern.isCatchAll()) {
            return trustsCatchAll
                    ? ""
                    : "takes paths that can't be listed; guard(\"/\"), or trustingCatchAllMappings()";
        }
        return "in no guarded root and under no rule; add one, or leavingOpen(…)";
    }

    /** Guarded roots and rules that no mapping of the filter sees. */
    private static List<String> unseen(Keystile keystile, List<UrlPattern> seen) {
        Set<String> guarded = new LinkedHashSet<>(keystile.policy().guardedRoots());
        for (Rule rule : keystile.policy().rules()) {
            if (rule.kind() != Rule.Kind.OPEN) {
                guarded.add(rule.path());
            }
        }
        List<String> problems = new ArrayList<>();
        for (String path : guarded) {
            boolean exact = path.endsWith("$");
            String root = exact ? path.substring(0, path.length() - 1) : path;
            UrlPattern all = new UrlPattern(exact ? root : root.equals("/") ? "/*" : root + "/*");
            if (seen.stream().noneMatch(filter -> filter.covers(all))) {
                problems.add(path + ": guarded by the policy, and not mapped to the filter");
            }
        }
        return problems;
    }

    /** Guarded roots under which a path can have no servlet: some containers answer there without asking any filter. */
    private static List<String> untaken(Keystile keystile, Collection<ServletRegistration> servlets) {
        List<UrlPattern> mapped = servlets.stream()
                .flatMap(servlet -> servlet.getMappings().stream())
                .map(UrlPattern::new)
                .toList();
        List<String> problems = new ArrayList<>();
        for (String root : keystile.policy().guardedRoots()) {
            UrlPattern all = new UrlPattern(root.equals("/") ? "/*" : root + "/*");
            if (mapped.stream().noneMatch(pattern -> pattern.takesAll(all))) {
                problems.add(
                        root + ": a path under it may have no servlet, and the container's own 404 instead of ours;"
                                + " map one to " + all.text() + " or /");
            }
        }
        return problems;
    }
}
