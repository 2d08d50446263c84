package io.keystile.authn;

import io.keystile.key.Environment;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The caller, and the environment, of the work at hand: what data is routed by. Adapters set it for a request's dispatch;
 * work handed to other threads takes it along by {@link #wrap(Runnable)}; jobs and the admin plane choose an environment by
 * {@link #in}. Where nobody has set one there is none, and {@link #environment()} refuses.
 */
public final class CurrentCaller {
    private static final ThreadLocal<@Nullable Context> CURRENT = new ThreadLocal<>();

    private CurrentCaller() {}

    /** The caller; null in a session, in a job, and outside any request. */
    public static @Nullable Caller get() {
        Context context = current();
        return context == null ? null : context.caller;
    }

    /**
     * Where the work's data lies.
     *
     * @throws IllegalStateException if neither a caller nor anyone else has said so: there is no default to fall back to
     */
    public static Environment environment() {
        Context context = current();
        Environment environment = context == null ? null : context.environment();
        if (environment == null) {
            throw new IllegalStateException(
                    "no environment: neither a caller's dispatch nor CurrentCaller.in(…) is open");
        }
        return environment;
    }

    /** Sets the caller until closed; for adapters. On the admin plane there is no environment: open one by {@link #in}. */
    public static Open open(Caller caller) {
        return open(new Context(caller, null, null));
    }

    /**
     * Sets the caller until closed, and only as long as {@code holds}: asked at each look, on the thread that looks. For
     * adapters whose framework doesn't say when a dispatch leaves its thread; such a one may never be closed there, and
     * closing it changes nothing once another was set over it.
     */
    public static Open open(Caller caller, BooleanSupplier holds) {
        return openWhile(new Context(caller, null, holds));
    }

    /** Sets the environment until closed, keeping the caller if there is one: for sessions, jobs, and the admin plane. */
    public static Open in(Environment environment) {
        return open(new Context(get(), environment, null));
    }

    /** Sets an environment without a caller, as {@link #open(Caller, BooleanSupplier)} sets a caller. */
    public static Open in(Environment environment, BooleanSupplier holds) {
        return openWhile(new Context(null, environment, holds));
    }

    /** The same work with the caller and environment of this moment, on whatever thread it runs. */
    public static Runnable wrap(Runnable work) {
        Context context = kept();
        return () -> {
            Open opened = open(context);
            try {
                work.run();
            } finally {
                opened.close();
            }
        };
    }

    /** The same work with the caller and environment of this moment, on whatever thread it runs. */
    public static <T extends @Nullable Object> Callable<T> wrap(Callable<T> work) {
        Context context = kept();
        return () -> {
            Open opened = open(context);
            try {
                return work.call();
            } finally {
                opened.close();
            }
        };
    }

    private static Open open(@Nullable Context next) {
        Context before = CURRENT.get();
        CURRENT.set(next);
        // Set and never removed: the thread keeps its place for the next request, and nothing in it.
        return () -> CURRENT.set(before);
    }

    @SuppressWarnings("ReferenceEquality") // This very dispatch's, and none like it.
    private static Open openWhile(Context next) {
        Context before = CURRENT.get();
        CURRENT.set(next);
        return () -> {
            if (CURRENT.get() == next) {
                CURRENT.set(before);
            }
        };
    }

    private static @Nullable Context current() {
        Context context = CURRENT.get();
        BooleanSupplier holds = context == null ? null : context.holds;
        return holds == null || holds.getAsBoolean() ? context : null;
    }

    /** For other threads, where the framework doesn't know the dispatch. */
    private static @Nullable Context kept() {
        Context context = current();
        return context == null || context.holds == null ? context : new Context(context.caller, context.chosen, null);
    }

    /** What was set, until closed: on the same thread, in reverse order. */
    public interface Open extends AutoCloseable {
        /** Sets again what was set before. */
        @Override
        void close();
    }

    private record Context(
            @Nullable Caller caller,
            @Nullable Environment chosen,
            @Nullable BooleanSupplier holds) {

        /** The one chosen, else the caller's own, which is looked up only when somebody asks. */
        @Nullable
        Environment environment() {
            return chosen != null || caller == null ? chosen : caller.environment();
        }
    }
}
