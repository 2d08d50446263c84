package io.keystile.spring.app;

import io.keystile.authn.Caller;
import io.keystile.spring.web.RequiresScope;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

/** Keys alone, without Spring Security. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            // Boot 3, then Boot 4.
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
        })
@Import(PlainApp.Mandates.class)
public class PlainApp {
    /** Routes of the policy's. */
    @RestController
    static class Mandates {
        @GetMapping("/api/health")
        String health() {
            return "well";
        }

        @GetMapping("/api/keys")
        String list(@RequestAttribute("io.keystile.caller") Caller caller) {
            return caller.owner();
        }

        @GetMapping("/api/{any}/items")
        String items() {
            return "items";
        }

        @GetMapping("/api/keys/scoped")
        @RequiresScope("mandates:write")
        String scoped() {
            return "scoped";
        }

        @GetMapping("/api/keys/broken")
        String broken() {
            throw new IllegalStateException("broken");
        }
    }
}
