/** The runtime under test. The modules for RESTEasy compile the tests again, with another in its place. */
@NullMarked
package io.keystile.jaxrs.runtime;

import org.jspecify.annotations.NullMarked;
