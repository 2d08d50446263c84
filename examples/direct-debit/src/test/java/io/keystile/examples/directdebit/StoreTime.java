package io.keystile.examples.directdebit;

import io.keystile.store.ChangeFeed;
import io.keystile.store.Changes;
import io.keystile.store.CredentialStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A store whose own clock, by which deadlines are judged, is a test's. */
final class StoreTime {
    private StoreTime() {}

    static CredentialStore of(CredentialStore real, InstantSource clock) {
        return proxy(CredentialStore.class, (proxy, method, arguments) -> {
            Object result = call(real, method, arguments);
            return result instanceof ChangeFeed feed ? timed(feed, clock) : result;
        });
    }

    private static ChangeFeed timed(ChangeFeed real, InstantSource clock) {
        return proxy(ChangeFeed.class, (proxy, method, arguments) -> {
            Object result = call(real, method, arguments);
            return result instanceof Changes read
                    ? new Changes(read.changes(), read.head(), read.oldestKept(), clock.instant())
                    : result;
        });
    }

    private static @Nullable Object call(Object real, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(StoreTime.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
