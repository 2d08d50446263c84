package io.keystile.spring;

import io.keystile.ConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** A configuration that is missing something, as Boot reports why an application failed to start. */
final class ConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Set what is named above: properties under keystile, or what they can't say by a bean of type"
                        + " KeystileBuilderCustomizer.",
                cause);
    }
}
