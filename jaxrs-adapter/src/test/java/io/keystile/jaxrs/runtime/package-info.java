/** The runtime under test. The modules for RESTEasy compile the tests again, with a class of their own in place of this package's. */
@NullMarked
package io.keystile.jaxrs.runtime;

import org.jspecify.annotations.NullMarked;
