/**
 * The direct-debit service: its routes, its users, and its start; {@code Guard} is where to begin reading. What it has to do
 * with API keys is asked of the library; nothing that a library should do is done here.
 */
@NullMarked
package io.keystile.examples.directdebit;

import org.jspecify.annotations.NullMarked;
