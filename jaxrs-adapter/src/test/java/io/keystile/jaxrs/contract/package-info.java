/** The testkit's contracts over the runtime under test, in Jetty. */
@NullMarked
package io.keystile.jaxrs.contract;

import org.jspecify.annotations.NullMarked;
