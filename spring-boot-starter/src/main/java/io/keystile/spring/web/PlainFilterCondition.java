package io.keystile.spring.web;

import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

/** The filter stands before the application: there is no Spring Security, or it was asked for. */
final class PlainFilterCondition extends AnyNestedCondition {
    PlainFilterCondition() {
        super(ConfigurationPhase.REGISTER_BEAN);
    }

    @ConditionalOnMissingBean(name = "springSecurityFilterChain")
    static class NoSpringSecurity {}

    @ConditionalOnProperty(name = "keystile.filter", havingValue = "servlet")
    static class AskedFor {}
}
