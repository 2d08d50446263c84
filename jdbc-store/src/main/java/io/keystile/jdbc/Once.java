package io.keystile.jdbc;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What became of a request with an {@code Idempotency-Key}; read by one {@link #fold}.
 *
 * @param <T> what the work results in
 */
public sealed interface Once<T> {
    /** The end that it came to. */
    <R> R fold(
            Function<? super T, ? extends R> first,
            BiFunction<Integer, String, ? extends R> repeated,
            Supplier<? extends R> otherBody,
            Supplier<? extends R> running);

    /**
     * What the work hands over to be told again: no secret in it.
     *
     * @param result for the caller of now
     * @param status of the answer, for repetitions too
     * @param answer what a repetition is told, without the key
     * @param <T> what the work results in
     */
    record Work<T>(T result, int status, String answer) {}

    /**
     * It was carried out just now.
     *
     * @param result of the work
     * @param <T> what the work results in
     */
    record First<T>(T result) implements Once<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> first,
                BiFunction<Integer, String, ? extends R> repeated,
                Supplier<? extends R> otherBody,
                Supplier<? extends R> running) {
            return first.apply(result);
        }
    }

    /**
     * It had been carried out before: nothing was done now.
     *
     * @param status of the answer then
     * @param answer as the work left it then
     * @param <T> what the work results in
     */
    record Repeated<T>(int status, String answer) implements Once<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> first,
                BiFunction<Integer, String, ? extends R> repeated,
                Supplier<? extends R> otherBody,
                Supplier<? extends R> running) {
            return repeated.apply(status, answer);
        }
    }

    /**
     * The key came with another body before: a mistake of the caller's, 422. Nothing was done now.
     *
     * @param <T> what the work results in
     */
    record OtherBody<T>() implements Once<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> first,
                BiFunction<Integer, String, ? extends R> repeated,
                Supplier<? extends R> otherBody,
                Supplier<? extends R> running) {
            return otherBody.get();
        }
    }

    /**
     * The same request is at work elsewhere, and was not done within a second: 409, to be tried again later. Nothing was
     * done now.
     *
     * @param <T> what the work results in
     */
    record Running<T>() implements Once<T> {
        @Override
        public <R> R fold(
                Function<? super T, ? extends R> first,
                BiFunction<Integer, String, ? extends R> repeated,
                Supplier<? extends R> otherBody,
                Supplier<? extends R> running) {
            return running.get();
        }
    }
}
