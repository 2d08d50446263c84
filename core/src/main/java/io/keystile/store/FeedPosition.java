package io.keystile.store;

/**
 * How far a feed was read.
 *
 * @param feed names the feed: drawn at random with the store's schema, so that a restored copy under another name shows
 * @param position that of the last change read; 0: before the first
 */
public record FeedPosition(String feed, long position) {}
