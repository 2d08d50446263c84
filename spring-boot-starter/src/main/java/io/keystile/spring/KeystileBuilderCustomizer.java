package io.keystile.spring;

import io.keystile.KeystileBuilder;

/** A bean that has a say in the application's Keystile, after all properties: every setting can be reached so. */
@FunctionalInterface
public interface KeystileBuilderCustomizer {
    /** Adds to the settings; what is built of them is checked whole. */
    void customize(KeystileBuilder builder);
}
