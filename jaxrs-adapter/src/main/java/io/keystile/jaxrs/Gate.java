package io.keystile.jaxrs;

import io.keystile.Keystile;
import io.keystile.authn.Caller;
import io.keystile.authn.CurrentCaller;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.Reason;
import io.keystile.authn.Unguarded;
import io.keystile.credential.Access;
import io.keystile.http.Answer;
import io.keystile.http.Header;
import io.keystile.key.Environment;
import io.keystile.policy.Need;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The way of a request: decided before it is matched, held to that once it is. Safe for all threads. */
final class Gate {
    private final Keystile keystile;
    private final String application;
    private final Sessions sessions;
    private final AnnotatedScopes scopes;
    private final @Nullable UnaskedRoutes unasked;
    private final Runnable atRequest;

    /**
     * For one application.
     *
     * @param application where it lies below the context root; empty for the root itself
     * @param unasked where methods must say their scopes themselves; null: nowhere
     * @param atRequest run ahead of every request
     */
    Gate(
            Keystile keystile,
            String application,
            Sessions sessions,
            AnnotatedScopes scopes,
            @Nullable UnaskedRoutes unasked,
            Runnable atRequest) {
        this.keystile = keystile;
        this.application = application;
        this.sessions = sessions;
        this.scopes = scopes;
        this.unasked = unasked;
        this.atRequest = atRequest;
    }

    /**
     * Decides, before anything is matched.
     *
     * @param current the runtime's proxy of the request that a thread is at
     */
    void decide(ContainerRequestContext request, Received received, HttpHeaders current) {
        atRequest.run();
        RestRequestView view = new RestRequestView(request, received, application, sessions.user(), false);
        Decision decision = keystile.decide(view);
        request.removeProperty(KeystileFeature.CALLER);
        BooleanSupplier here = CurrentRequest.of(current);
        decision.<Runnable>fold(
                        granted -> () -> letIn(request, keep(request, decision, view), granted.caller(), here),
                        unguarded -> () -> letIn(request, keep(request, decision, view), unguarded, here),
                        preflight -> () -> request.abortWith(Responses.of(keystile.answer(preflight))),
                        refused -> () -> request.abortWith(Responses.of(keystile.answer(refused, view))))
                .run();
    }

    /** Of what is let in alone: a target that is refused may be none that the runtime can tell. */
    private Judged keep(ContainerRequestContext request, Decision decision, RestRequestView view) {
        Judged judged = Judged.keep(request, keystile, decision, view);
        if (decision != Unguarded.OUTSIDE) {
            List<Header> headers = new ArrayList<>(keystile.crossOriginHeaders(view));
            if (decision instanceof Granted granted) {
                headers.addAll(keystile.rateLimitHeaders(granted));
            }
            judged.answeredWith(headers);
        }
        return judged;
    }

    private void letIn(ContainerRequestContext request, Judged judged, Caller caller, BooleanSupplier here) {
        @Nullable SecurityContext container = request.getSecurityContext();
        request.setSecurityContext(
                new CallerSecurityContext(caller, this::isKnown, container != null && container.isSecure()));
        request.setProperty(KeystileFeature.CALLER, caller);
        judged.opened(CurrentCaller.open(caller, here), () -> CurrentCaller.open(caller));
    }

    private void letIn(ContainerRequestContext request, Judged judged, Unguarded unguarded, BooleanSupplier here) {
        if (unguarded == Unguarded.SESSION) {
            Environment environment = sessions.environment().of(request);
            judged.opened(CurrentCaller.in(environment, here), () -> CurrentCaller.in(environment));
        }
    }

    private boolean isKnown(String scope) {
        return keystile.policy().scopes().contains(scope) || scopes.isKnown(scope);
    }

    /**
     * Holds a request to what was decided.
     *
     * @return whether it goes on; if not, it has its answer
     */
    boolean hold(ContainerRequestContext request) {
        Judged judged = judged(request);
        if (judged.holdsFor(request)) {
            return true;
        }
        refuse(request, judged, rerouted(judged));
        return false;
    }

    /** As it would have been answered, had it been routed elsewhere from the start. */
    private Answer rerouted(Judged judged) {
        Answer answer = null;
        if (!(judged.decision() instanceof Granted)) {
            answer = keystile.decide(judged.view().rerouted())
                    .<@Nullable Answer>fold(granted -> null, unguarded -> null, keystile::answer, keystile::answer);
        }
        return answer == null ? keystile.answer(Reason.AMBIGUOUS_ROUTE, judged.view()) : answer;
    }

    /**
     * Asks a granted request's caller for the scopes that the matched method is annotated with. The budget was spent with the
     * decision; a refusal here spends nothing more.
     *
     * @param needs of class and method; empty if neither is annotated
     */
    void demand(ContainerRequestContext request, List<Need> needs) {
        Judged judged = judged(request);
        if (judged.decision() instanceof Granted granted) {
            Reason reason = reasonAgainst(granted.caller().access(), needs, judged.view());
            if (reason != null) {
                refuse(request, judged, keystile.answer(reason, judged.view()));
            }
        } else if (judged.decision() != Unguarded.SESSION && !needs.isEmpty()) {
            // The policy lets everyone in and the method doesn't: both must hold.
            refuse(request, judged, keystile.answer(Reason.NO_CREDENTIAL, judged.view()));
        }
    }

    private @Nullable Reason reasonAgainst(Access access, List<Need> needs, RestRequestView view) {
        if (needs.isEmpty()) {
            boolean silent = unasked != null && !access.isFull() && unasked.contain(view);
            return silent ? Reason.UNMAPPED_ROUTE : null;
        }
        return needs.stream().allMatch(need -> need.isMetBy(access)) ? null : Reason.SCOPE_MISSING;
    }

    private static void refuse(ContainerRequestContext request, Judged judged, Answer answer) {
        judged.refuse();
        request.abortWith(Responses.of(answer));
    }

    private Judged judged(ContainerRequestContext request) {
        Judged judged = Judged.find(request::getProperty, keystile);
        if (judged == null) {
            throw new IllegalStateException("matched without a decision: KeystileFeature's filters must all be there");
        }
        return judged;
    }
}
