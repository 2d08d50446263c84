/** The service's own business: mandates, collections and alerts, by environment and organisation. No HTTP, and no keys. */
@NullMarked
package io.keystile.examples.directdebit.ledger;

import org.jspecify.annotations.NullMarked;
