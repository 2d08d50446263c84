package io.keystile.spring.web;

import io.keystile.ConfigurationException;
import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Coverage;
import io.keystile.policy.Judgement;
import io.keystile.policy.Need;
import io.keystile.request.Target;
import io.keystile.spring.KnownScopes;
import io.keystile.spring.web.WebProperties.Uncovered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.web.util.UriUtils;

/**
 * Logs every handler with what the policy says of it, before the application takes requests. One that nothing covers stops
 * the start.
 */
final class HandlerListing implements SmartInitializingSingleton {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerListing.class);

    private final AccessPolicy policy;
    private final GuardedRoutes routes;
    private final RequiredScopes scopes;
    private final KnownScopes known;
    private final WebProperties.Handlers settings;
    private final Supplier<List<Handler>> handlers;
    private final ServletListing servlets;
    private final List<String> lines = new ArrayList<>();
    private final List<String> uncovered = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    HandlerListing(
            AccessPolicy policy,
            GuardedRoutes routes,
            RequiredScopes scopes,
            KnownScopes known,
            WebProperties.Handlers settings,
            Supplier<List<Handler>> handlers,
            ServletListing servlets) {
        this.policy = policy;
        this.routes = routes;
        this.scopes = scopes;
        this.known = known;
        this.settings = settings;
        this.handlers = handlers;
        this.servlets = servlets;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<Handler> all = new ArrayList<>(handlers.get());
        all.sort(Comparator.comparing(Handler::pattern).thenComparing(Handler::toString));
        all.forEach(this::look);
        servlets.look(lines, uncovered);
        for (String line : lines) {
            LOG.info(line);
        }
        if (settings.uncovered() == Uncovered.WARN_AND_LEAVE_OPEN) {
            for (String line : uncovered) {
                LOG.warn("open to everyone: {}", line);
            }
        } else {
            wrong.addAll(uncovered);
        }
        if (!wrong.isEmpty()) {
            throw new ConfigurationException(wrong);
        }
    }

    private void look(Handler handler) {
        try {
            Coverage coverage = policy.coverage(handler.path().rule());
            Need need = handler.method() == null ? null : scopes.of(handler.method());
            boolean ours = routes.contain(handler.path().sample());
            String said = ours || coverage.complete() ? coverage.describe() : "not among the guarded routes";
            lines.add(handler + ": " + said + (need == null ? "" : "; annotated: " + need));
            if (need != null) {
                look(handler, need);
            }
            boolean open = handler.listedElsewhere() || settings.open().contains(handler.pattern());
            if (ours && !coverage.complete() && !open) {
                uncovered.add(handler + ": in no guarded root and under no rule; add one, or list it in"
                        + " keystile.handlers.open");
            }
        } catch (IllegalArgumentException e) {
            wrong.add(handler + ": no rule can name it: " + e.getMessage());
        }
    }

    private void look(Handler handler, Need need) {
        for (String scope : need.scopes()) {
            if (!known.names().contains(scope)) {
                wrong.add(handler + ": @RequiresScope(\"" + scope
                        + "\"), and neither the policy nor keystile.scopes names" + " such a scope");
            }
        }
        // Of a request whose variables no rule names.
        Target target = Target.parse(UriUtils.encodePath(handler.path().sample(), StandardCharsets.UTF_8), "");
        for (String method : handler.methods().isEmpty() ? List.of("GET") : handler.methods()) {
            Judgement.Kind kind =
                    target == null ? null : policy.judge(method, target).kind();
            if (kind == Judgement.Kind.OPEN || kind == Judgement.Kind.OUTSIDE) {
                wrong.add(handler + ": @RequiresScope where the policy reads no credential; add a rule");
                return;
            }
        }
    }
}
