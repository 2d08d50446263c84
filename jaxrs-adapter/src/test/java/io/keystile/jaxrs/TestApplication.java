package io.keystile.jaxrs;

import jakarta.ws.rs.core.Application;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** An application of these classes and objects. */
public final class TestApplication extends Application {
    private final Set<Class<?>> classes = new LinkedHashSet<>();
    private final Set<Object> singletons = new LinkedHashSet<>();

    private TestApplication(List<?> components) {
        for (Object component : components) {
            if (component instanceof Class<?> type) {
                classes.add(type);
            } else {
                singletons.add(component);
            }
        }
    }

    public static TestApplication of(Object... components) {
        return new TestApplication(List.of(components));
    }

    @Override
    public Set<Class<?>> getClasses() {
        return classes;
    }

    // The plain way to hand over an object that has been made, deprecated since Jakarta REST 3.1 and the only portable
    // one.
    @SuppressWarnings({"deprecation", "removal"})
    @Override
    public Set<Object> getSingletons() {
        return singletons;
    }
}
