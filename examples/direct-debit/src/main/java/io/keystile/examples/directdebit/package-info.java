/** The example server. Its routes, its data and its start; nothing that a library should do. */
@NullMarked
package io.keystile.examples.directdebit;

import org.jspecify.annotations.NullMarked;
