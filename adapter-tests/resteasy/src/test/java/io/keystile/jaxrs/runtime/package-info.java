/** The runtime under test, in place of the Jersey of the adapter's own tests. */
@NullMarked
package io.keystile.jaxrs.runtime;

import org.jspecify.annotations.NullMarked;
