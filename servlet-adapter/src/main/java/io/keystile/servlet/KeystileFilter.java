package io.keystile.servlet;

import io.keystile.ConfigurationException;
import io.keystile.Keystile;
import io.keystile.authn.Caller;
import io.keystile.authn.CurrentCaller;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.Unguarded;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whom the policy lets in (Jakarta Servlet 6.0). A granted request goes on with its caller as {@link #CALLER}, as
 * {@code getUserPrincipal()} and in {@link CurrentCaller}; one without a caller, such as a session's, goes on untouched, the
 * same object; any other gets the uniform answer, and nothing behind the filter runs.
 *
 * <p>As it starts, it looks through the application's servlets, and stops the start if the policy leaves one uncovered ({@link
 * HandlerCheck}). Must see every dispatch of what it guards, as {@link #register} has it. It stands behind whatever makes the
 * application's session known, and ahead of all that trusts the caller. Filters ahead may wrap the request: a path other
 * than the container's own is refused, another method is judged as the application would see it. Safe for all threads.
 */
public final class KeystileFilter implements Filter {
    /** The request attribute that holds the {@link Caller}; absent where there is none. */
    public static final String CALLER = "io.keystile.caller";

    /** What {@code getAuthType()} says of a granted request. */
    public static final String AUTH_TYPE = "Keystile";

    private final Keystile keystile;
    private final SessionUser sessionUser;
    private final SessionEnvironment sessionEnvironment;
    private final String decidedAttribute;
    private final @Nullable HandlerCheck handlerCheck;

    /** With the container's own sessions: a request has one if {@code getUserPrincipal()} is not null. */
    public KeystileFilter(Keystile keystile) {
        this(keystile, SessionUser.ofContainer());
    }

    /** With the application's sessions, all of them live. */
    public KeystileFilter(Keystile keystile, SessionUser sessionUser) {
        this(keystile, sessionUser, SessionEnvironment.live());
    }

    /** With the application's sessions, each where the application says. */
    public KeystileFilter(Keystile keystile, SessionUser sessionUser, SessionEnvironment sessionEnvironment) {
        this(keystile, sessionUser, sessionEnvironment, HandlerCheck.strict());
    }

    private KeystileFilter(
            Keystile keystile,
            SessionUser sessionUser,
            SessionEnvironment sessionEnvironment,
            @Nullable HandlerCheck handlerCheck) {
        this.keystile = keystile;
        this.handlerCheck = handlerCheck;
        this.sessionUser = sessionUser;
        this.sessionEnvironment = sessionEnvironment;
        this.decidedAttribute = Decided.attributeOf(keystile);
    }

    /**
     * Registers a filter as {@code keystile}, ahead of filters declared in {@code web.xml}: for every kind of dispatch, and
     * with asynchronous requests.
     *
     * @param urlPatterns what it guards, like {@code /api/*}; at least one
     * @throws IllegalStateException if there is a filter of that name already
     */
    public static FilterRegistration.Dynamic register(
            ServletContext context, Keystile keystile, SessionUser sessionUser, String... urlPatterns) {
        return register(context, new KeystileFilter(keystile, sessionUser), urlPatterns);
    }

    /** Registers {@code filter} likewise. */
    public static FilterRegistration.Dynamic register(
            ServletContext context, KeystileFilter filter, String... urlPatterns) {
        FilterRegistration.@Nullable Dynamic registration = context.addFilter("keystile", filter);
        if (registration == null) {
            throw new IllegalStateException("there is a filter named keystile already");
        }
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, urlPatterns);
        return registration;
    }

    /**
     * What a filter of that Keystile has decided about a request; null if none has seen it. What runs behind a filter may
     * demand it, so that nothing passes where the filter is missing. Nobody else can set it.
     */
    public static @Nullable Decision decisionOf(Keystile keystile, ServletRequest request) {
        Decided decided = Decided.find(request, Decided.attributeOf(keystile), keystile);
        return decided == null ? null : decided.decision();
    }

    /** The same filter with another check of the application's servlets than {@link HandlerCheck#strict()}. */
    public KeystileFilter checking(HandlerCheck check) {
        return new KeystileFilter(keystile, sessionUser, sessionEnvironment, check);
    }

    /** The same filter, which starts whatever servlets the policy leaves uncovered, and lists none of them. */
    public KeystileFilter withoutHandlerCheck() {
        return new KeystileFilter(keystile, sessionUser, sessionEnvironment, null);
    }

    /**
     * Lists the application's servlets with what the policy says of them.
     *
     * @throws io.keystile.ConfigurationException if the policy, or this filter, leaves one uncovered
     */
    @Override
    public void init(FilterConfig config) {
        HandlerCheck check = handlerCheck;
        if (check == null) {
            return;
        }
        ServletContext context = config.getServletContext();
        @Nullable FilterRegistration registration = context.getFilterRegistration(config.getFilterName());
        if (registration == null) {
            throw new ConfigurationException(List.of("KeystileFilter: its container knows no filter named '"
                    + config.getFilterName() + "' to check servlets by; register it, or say withoutHandlerCheck()"));
        }
        check.run(context, keystile, registration).forEach(line -> context.log("keystile: " + line));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException("KeystileFilter guards HTTP alone");
        }
        DispatcherType dispatch = http.getDispatcherType();
        Passage passage = new Passage(dispatch, http, answer, chain);
        switch (dispatch) {
            case REQUEST -> decide(passage);
            case FORWARD, INCLUDE, ASYNC -> {
                Decided before = Decided.find(http, decidedAttribute, keystile);
                if (before == null || before.isRefusal()) {
                    decide(passage);
                } else {
                    decideAgain(passage, before.decision());
                }
            }
            case ERROR -> {
                // The container's own page for a request that was decided about; it has no target that a caller chose.
                Decided before = Decided.find(http, decidedAttribute, keystile);
                if (before == null) {
                    decide(passage);
                } else if (before.isRefusal()) {
                    chain.doFilter(http, answer);
                } else {
                    follow(passage, before.decision());
                }
            }
        }
    }

    private void decide(Passage passage) throws IOException, ServletException {
        ServletRequestView view = view(passage);
        Decision decision = keystile.decide(view);
        Decided.keep(passage.request(), decidedAttribute, keystile, decision);
        if (passage.isFirst()) {
            if (decision instanceof Granted || decision == Unguarded.PUBLIC || decision == Unguarded.SESSION) {
                AnswerWriter.addAll(keystile.crossOriginHeaders(view), passage.response());
            }
            if (decision instanceof Granted granted) {
                AnswerWriter.addAll(keystile.rateLimitHeaders(granted), passage.response());
            } else {
                passage.forget(CALLER);
            }
        }
        follow(passage, decision);
    }

    private void decideAgain(Passage passage, Decision first) throws IOException, ServletException {
        Decision decision = keystile.decideDispatch(first, view(passage));
        if (decision instanceof Granted) {
            // Also one that is new: a page for everyone that includes one for callers.
            Decided.keep(passage.request(), decidedAttribute, keystile, decision);
        }
        follow(passage, decision);
    }

    private ServletRequestView view(Passage passage) {
        return new ServletRequestView(passage.request(), passage.dispatch(), sessionUser, keystile.policy());
    }

    private void follow(Passage passage, Decision decision) throws IOException, ServletException {
        decision.<Passage.Step>fold(
                        granted -> () -> letIn(passage, granted.caller()),
                        unguarded -> () -> letIn(passage, unguarded),
                        preflight -> () -> passage.end(keystile.answer(preflight)),
                        refused -> () -> passage.end(keystile.answer(refused, view(passage))))
                .run();
    }

    private void letIn(Passage passage, Caller caller) throws IOException, ServletException {
        passage.request().setAttribute(CALLER, caller);
        CurrentCaller.Open opened = CurrentCaller.open(caller);
        try {
            passage.goOn(CallerRequest.of(
                    passage.request(), caller, keystile.policy().scopes()));
        } finally {
            opened.close();
        }
    }

    private void letIn(Passage passage, Unguarded unguarded) throws IOException, ServletException {
        if (unguarded != Unguarded.SESSION) {
            passage.goOn(passage.request());
            return;
        }
        CurrentCaller.Open opened = CurrentCaller.in(sessionEnvironment.of(passage.request()));
        try {
            passage.goOn(passage.request());
        } finally {
            opened.close();
        }
    }
}
