package io.keystile.spring.security;

import io.keystile.Keystile;
import io.keystile.authn.Decision;
import io.keystile.authn.Granted;
import io.keystile.authn.Unguarded;
import io.keystile.servlet.KeystileFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The routes of one chain that Keystile guards, and what was decided about them. Filled while the chain is built. */
final class Routes implements RequestMatcher {
    private final List<String> patterns = new ArrayList<>();
    private final List<RequestMatcher> matchers = new ArrayList<>();
    private @Nullable Keystile keystile;

    void add(String pattern) {
        patterns.add(pattern);
        matchers.add(PathPatternRequestMatcher.withDefaults().matcher(pattern));
    }

    void guardedBy(@Nullable Keystile guard) {
        keystile = guard;
    }

    List<String> patterns() {
        return List.copyOf(patterns);
    }

    /** Null: there is none, or it is switched off. */
    @Nullable
    Keystile keystile() {
        return keystile;
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        return matchers.stream().anyMatch(matcher -> matcher.matches(request));
    }

    /** Also the page that the container chose for the error of a request that was let in. */
    boolean matchesOrShowsErrorOf(HttpServletRequest request) {
        return matches(request) || (request.getDispatcherType() == DispatcherType.ERROR && isLetIn(request));
    }

    /** What was decided; null if nothing was, so that nothing may pass. */
    @Nullable
    Decision decision(HttpServletRequest request) {
        return keystile == null ? null : KeystileFilter.decisionOf(keystile, request);
    }

    boolean isLetIn(HttpServletRequest request) {
        Decision decision = decision(request);
        return decision instanceof Granted || decision == Unguarded.PUBLIC || decision == Unguarded.SESSION;
    }
}
