package io.keystile.spring;

import io.keystile.Keystile;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;

/**
 * Keeps the application from reporting that it accepts traffic until Keystile is ready: Boot says so when all runners have
 * run. Once ready, Keystile stays so.
 */
final class ReadinessGate implements ApplicationRunner, Ordered {
    private static final long PAUSE_MILLIS = 20;

    private final Keystile keystile;
    private final ApplicationContext context;

    ReadinessGate(Keystile keystile, ApplicationContext context) {
        this.keystile = keystile;
        this.context = context;
    }

    @Override
    public void run(ApplicationArguments arguments) throws InterruptedException {
        // A context that is closed meanwhile, as by SIGTERM, waits for nothing more.
        while (!keystile.ready() && context instanceof ConfigurableApplicationContext open && open.isActive()) {
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    /** Behind the application's own runners, which need not wait. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }
}
