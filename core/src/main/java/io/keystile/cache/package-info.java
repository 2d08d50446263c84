/**
 * What stands between the decision and a store that is not local: what was read from it, and how long that is believed. Not
 * exported: embedders choose by {@code io.keystile.store.Freshness}. No judging of credentials here, and no HTTP.
 *
 * <p>The promise is that nobody acts on a record later than {@code maxStaleness} after the commit that replaced it. It rests
 * on four invariants, each beside the code that keeps it: in {@link Trust} (when a record is believed), {@link
 * CachedStore#find} (the order of reading), {@link Entries} (what may be stored) and {@link FeedReader} (when the changes
 * count as read).
 */
@NullMarked
package io.keystile.cache;

import org.jspecify.annotations.NullMarked;
