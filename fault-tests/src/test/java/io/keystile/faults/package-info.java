/** Processes, networks and a database that fail, and the promise of freshness that is kept all the same. No unit tests. */
@NullMarked
package io.keystile.faults;

import org.jspecify.annotations.NullMarked;
