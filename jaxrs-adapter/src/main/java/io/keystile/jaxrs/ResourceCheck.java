package io.keystile.jaxrs;

import io.keystile.ConfigurationException;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Coverage;
import io.keystile.policy.Judgement;
import io.keystile.policy.Need;
import io.keystile.request.Target;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through resource classes as the application starts, and logs every method with what the policy says of it. Classes that
 * the application doesn't name, such as those found by scanning, are looked at as the runtime comes to them.
 */
final class ResourceCheck implements DynamicFeature {
    private static final Logger LOG = LoggerFactory.getLogger(KeystileFeature.class);

    private final AccessPolicy policy;
    private final String application;
    private final Set<String> open;
    private final AnnotatedScopes scopes;
    private final @Nullable UnaskedRoutes unasked;
    private final Set<Class<?>> seen = ConcurrentHashMap.newKeySet();
    private volatile boolean started;

    ResourceCheck(
            AccessPolicy policy,
            String application,
            Set<String> open,
            AnnotatedScopes scopes,
            @Nullable UnaskedRoutes unasked) {
        this.policy = policy;
        this.application = application;
        this.open = open;
        this.scopes = scopes;
        this.unasked = unasked;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        @Nullable Class<?> type = resource.getResourceClass();
        // Later it is a locator's sub-resource, whose own @Path says nothing.
        if (!started && type != null) {
            look(List.of(type));
        }
    }

    /** A request is there: whatever comes from now on was led to by a locator. */
    void started() {
        started = true;
    }

    /** @throws ConfigurationException that lists all of these classes' methods that aren't covered */
    void look(Collection<Class<?>> resources) {
        List<ResourceMethod> methods = new ArrayList<>();
        for (Class<?> resource : resources) {
            if (seen.add(resource)) {
                methods.addAll(ResourceMethod.of(resource, application));
            }
        }
        methods.sort(Comparator.comparing(ResourceMethod::path).thenComparing(ResourceMethod::name));
        List<String> problems = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        for (ResourceMethod method : methods) {
            try {
                look(method, lines, problems);
            } catch (IllegalArgumentException e) {
                problems.add(method + ": no rule can name it: " + e.getMessage());
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        lines.forEach(LOG::info);
    }

    private void look(ResourceMethod method, List<String> lines, List<String> problems) {
        Coverage coverage = policy.coverage(method.handler());
        List<Need> needs = new ArrayList<>(scopes.ofClass(method.resource()));
        needs.addAll(scopes.ofMethod(method.method(), method.resource()));
        String annotated = needs.isEmpty()
                ? ""
                : "; annotated: " + needs.stream().map(Need::toString).collect(Collectors.joining(" and "));
        lines.add(method + ": " + coverage.describe() + annotated);
        String problem = problem(method, coverage, needs);
        if (!problem.isEmpty()) {
            problems.add(method + ": " + problem);
        }
    }

    private String problem(ResourceMethod method, Coverage coverage, List<Need> needs) {
        if (method.verb() == null) {
            if (!scopes.ofMethod(method.method(), method.resource()).isEmpty()) {
                return "@RequiresScope on a locator, which runs before it could be asked; put it on the class, or on what"
                        + " the locator leads to";
            }
            return coverage.complete() || open.contains(method.name())
                    ? ""
                    : "leads to paths that no guarded root or rule covers; add one, or leavingOpen(\"" + method.name()
                            + "\")";
        }
        Judgement judgement = judgement(method);
        boolean unguarded = !coverage.complete() || (judgement != null && judgement.kind() == Judgement.Kind.OPEN);
        if (unguarded && !needs.isEmpty()) {
            return "@RequiresScope where the policy reads no credential; add a rule";
        }
        if (!coverage.complete() && !open.contains(method.name())) {
            return "in no guarded root and under no rule; add one, or leavingOpen(\"" + method.name() + "\")";
        }
        boolean silent = unasked != null && judgement != null && unasked.contain(judgement) && needs.isEmpty();
        return silent
                ? "its rule leaves the scope to @RequiresScope, and there is none; @RequiresScope({}) if so meant"
                : "";
    }

    /** Of a request whose variables no rule names; null if it can't have a canonical target. */
    private @Nullable Judgement judgement(ResourceMethod method) {
        String handler = method.handler();
        String path = handler.endsWith("$") ? handler.substring(0, handler.length() - 1) : handler;
        Target target = Target.parse(PathTemplate.encoded(path.replace("{any}", "~keystile~unnamed~")), "");
        return target == null ? null : policy.judge(String.valueOf(method.verb()), target);
    }
}
