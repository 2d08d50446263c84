package io.keystile.store;

/**
 * Counts of one store's cache since the start, and its size.
 *
 * @param hits requests answered from the cache
 * @param misses requests that had to ask the store, or to wait for others that did
 * @param loads look-ups sent to the store for requests
 * @param refusedLookUps look-ups of keys never seen before that were over their bound
 * @param keys of credentials, cached
 * @param unknownKeys cached as nobody's
 * @param sweeps queries that read cached records again
 * @param feedReads reads of the changes that succeeded
 * @param failedFeedReads reads of the changes that failed
 */
public record CacheFigures(
        long hits,
        long misses,
        long loads,
        long refusedLookUps,
        long keys,
        long unknownKeys,
        long sweeps,
        long feedReads,
        long failedFeedReads) {}
