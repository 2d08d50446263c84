package io.keystile.spring;

import io.keystile.policy.PolicyException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A policy that can't be used, as Boot reports why an application failed to start. */
final class PolicyFailureAnalyzer extends AbstractFailureAnalyzer<PolicyException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PolicyException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Mend each line above in the policy; keystile.policy says where it is.",
                cause);
    }
}
