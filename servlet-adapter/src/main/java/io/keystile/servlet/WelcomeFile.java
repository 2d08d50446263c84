package io.keystile.servlet;

import io.keystile.policy.AccessPolicy;
import io.keystile.policy.Judgement;
import io.keystile.request.Target;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;

/**
 * A welcome file (Servlet 6.0 §10.10): Tomcat routes {@code /dir/} by {@code /dir/index.html}, where other containers
 * forward. That is no other place, as long as the policy says the same of both.
 */
final class WelcomeFile {
    private WelcomeFile() {}

    static boolean isOf(String path, HttpServletRequest request, DispatcherType dispatch, AccessPolicy policy) {
        String file = request.getServletPath();
        return path.endsWith("/")
                && request.getPathInfo() == null
                && file.startsWith(path)
                && file.indexOf('/', path.length()) < 0
                && RoutedPath.of(request, dispatch, file)
                && alike(policy, request.getMethod(), path, file);
    }

    /** Of plain paths alone: whatever would have to be escaped is not looked into. */
    private static boolean alike(AccessPolicy policy, String method, String path, String file) {
        Target one = Target.parse(path, "");
        Target other = Target.parse(file, "");
        if (one == null
                || other == null
                || !one.path().equals(path)
                || !other.path().equals(file)) {
            return false;
        }
        Judgement before = policy.judge(method, one);
        Judgement after = policy.judge(method, other);
        boolean procedures = before.rules().stream().anyMatch(rule -> rule.procedures() != null);
        return !procedures && before.kind() == after.kind() && before.rules().equals(after.rules());
    }
}
