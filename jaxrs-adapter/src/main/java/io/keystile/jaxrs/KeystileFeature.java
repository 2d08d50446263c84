package io.keystile.jaxrs;

import io.keystile.Keystile;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Configuration;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whom the policy lets in (Jakarta REST 3.1), decided before anything is matched: for a refused caller a path that isn't
 * there, 405, 406 and 415 are the one uniform answer. A granted request goes on with its caller as {@code SecurityContext}, as
 * {@link RequestCaller}, as the request property {@link #CALLER} and in {@link io.keystile.authn.CurrentCaller}; one without a
 * caller, such as a session's, keeps the container's {@code SecurityContext}. What is matched by another method or target than
 * was judged, since some filter has rewritten it, is refused.
 *
 * <p>As the application starts, the feature looks through its resource methods, and stops the start if the policy leaves one
 * uncovered. The policy's paths are relative to the context root: the application's own path is part of them.
 *
 * <p>Decides at {@link Priorities#AUTHENTICATION}: a pre-matching filter that makes sessions known stands before it, at a lower
 * number. Immutable: each step returns a new feature, to be registered once.
 */
public final class KeystileFeature implements Feature {
    /** The request property that holds the {@link io.keystile.authn.Caller}; absent where there is none. */
    public static final String CALLER = "io.keystile.caller";

    /** What {@code getAuthenticationScheme()} says of a granted request. */
    public static final String AUTHENTICATION_SCHEME = "Keystile";

    private final Keystile keystile;
    private final String application;
    private final Function<Gate, ContainerRequestFilter> decision;
    private final Sessions sessions;
    private final Set<String> open;
    private final boolean scopesByAnnotation;
    private final boolean checking;

    @Context
    private @Nullable Application declared;

    private KeystileFeature(KeystileFeature other, Draft draft) {
        this(other.keystile, other.application, other.decision, draft);
    }

    private KeystileFeature(
            Keystile keystile, String application, Function<Gate, ContainerRequestFilter> decision, Draft draft) {
        this.keystile = keystile;
        this.application = application;
        this.decision = decision;
        this.sessions = draft.sessions;
        this.open = Set.copyOf(draft.open);
        this.scopesByAnnotation = draft.scopesByAnnotation;
        this.checking = draft.checking;
    }

    /**
     * For a servlet container; paths are relative to its context root.
     *
     * @param applicationPath where the application's resources lie below that, as {@code @ApplicationPath} or the servlet's
     *     mapping has it: {@code /api}; empty for the root itself
     * @throws IllegalArgumentException if that is no path
     */
    public static KeystileFeature inServlet(Keystile keystile, String applicationPath) {
        return new KeystileFeature(keystile, checked(applicationPath), ServletDecisionFilter::new, new Draft());
    }

    /**
     * For Jersey on Grizzly's own server; paths are the server's.
     *
     * @param applicationPath the path of the base URI that the server was made with: {@code /api}; empty for the root
     * @throws IllegalArgumentException if that is no path
     */
    public static KeystileFeature onGrizzly(Keystile keystile, String applicationPath) {
        return new KeystileFeature(keystile, checked(applicationPath), GrizzlyDecisionFilter::new, new Draft());
    }

    /**
     * For any other container.
     *
     * @param applicationPath where resources lie below the {@link Received#contextPath()} that it tells; empty for there itself
     * @throws IllegalArgumentException if that is no path
     */
    public static KeystileFeature in(Container container, Keystile keystile, String applicationPath) {
        return new KeystileFeature(
                keystile, checked(applicationPath), gate -> new ContainerDecisionFilter(gate, container), new Draft());
    }

    private static String checked(String applicationPath) {
        String path = PathTemplate.joined(applicationPath);
        if (!applicationPath.isEmpty() && !applicationPath.startsWith("/")) {
            throw new IllegalArgumentException(
                    "applicationPath: starts with '/', or is empty; not \"" + applicationPath + "\"");
        }
        return path.equals("/") ? "" : path;
    }

    /** With the application's sessions, all of them live; else the container's own, by its {@code SecurityContext}. */
    public KeystileFeature sessions(SessionUser user) {
        return sessions(user, SessionEnvironment.live());
    }

    /** With the application's sessions, each where the application says. */
    public KeystileFeature sessions(SessionUser user, SessionEnvironment environment) {
        Draft draft = new Draft(this);
        draft.sessions = new Sessions(user, environment);
        return new KeystileFeature(this, draft);
    }

    /**
     * Where a rule asks a client's or principal's credential for no scope, each method must say its own by {@link
     * RequiresScope}: one that doesn't stops the start; found later, it takes full access.
     */
    public KeystileFeature scopesByAnnotation() {
        Draft draft = new Draft(this);
        draft.scopesByAnnotation = true;
        return new KeystileFeature(this, draft);
    }

    /** Leaves methods open that the policy says nothing of, or not of all their paths. Written as listed: {@code GET /about}. */
    public KeystileFeature leavingOpen(String... methods) {
        Draft draft = new Draft(this);
        draft.open.addAll(List.of(methods));
        return new KeystileFeature(this, draft);
    }

    /** Starts whatever methods the policy leaves uncovered, and lists none of them. */
    public KeystileFeature withoutResourceCheck() {
        Draft draft = new Draft(this);
        draft.checking = false;
        return new KeystileFeature(this, draft);
    }

    /**
     * Looks through the resource classes that are known, and registers the filters.
     *
     * @throws io.keystile.ConfigurationException if the policy leaves a method uncovered
     */
    @Override
    public boolean configure(FeatureContext context) {
        AnnotatedScopes scopes = new AnnotatedScopes();
        UnaskedRoutes unasked = scopesByAnnotation ? new UnaskedRoutes(keystile.policy()) : null;
        Runnable atRequest = () -> {};
        if (checking) {
            ResourceCheck check = new ResourceCheck(keystile.policy(), application, open, scopes, unasked);
            check.look(known(context.getConfiguration()));
            context.register(check);
            atRequest = check::started;
        }
        Gate gate = new Gate(keystile, application, sessions, scopes, unasked, atRequest);
        context.register(decision.apply(gate), Priorities.AUTHENTICATION);
        context.register(new RouteFilter(gate), Integer.MAX_VALUE);
        context.register(new MatchFilter(gate, scopes), Integer.MIN_VALUE);
        context.register(new AnswerFilter(keystile), Integer.MIN_VALUE);
        return true;
    }

    /** What the application has named, so that all its problems are told at once. */
    private Set<Class<?>> known(Configuration configuration) {
        Set<Class<?>> known = new LinkedHashSet<>(configuration.getClasses());
        configuration.getInstances().forEach(instance -> known.add(instance.getClass()));
        if (declared != null) {
            known.addAll(declared.getClasses());
        }
        return known;
    }

    private static final class Draft {
        private Sessions sessions = new Sessions(SessionUser.ofContainer(), SessionEnvironment.live());
        private final Set<String> open = new LinkedHashSet<>();
        private boolean scopesByAnnotation;
        private boolean checking = true;

        private Draft() {}

        private Draft(KeystileFeature feature) {
            sessions = feature.sessions;
            open.addAll(feature.open);
            scopesByAnnotation = feature.scopesByAnnotation;
            checking = feature.checking;
        }
    }
}
