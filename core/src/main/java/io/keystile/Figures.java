package io.keystile;

/**
 * Counts since the start.
 *
 * @param legacyKeys requests let in by a key in the legacy form; when it stands still, that form can be switched off
 * @param listenerFailures calls of listeners that threw
 */
public record Figures(long legacyKeys, long listenerFailures) {}
