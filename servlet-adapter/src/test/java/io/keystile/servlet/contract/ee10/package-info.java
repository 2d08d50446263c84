/** The testkit's contracts over Jetty for Servlet 6.0; the module for Servlet 6.1 has the same over its own Jetty. */
@NullMarked
package io.keystile.servlet.contract.ee10;

import org.jspecify.annotations.NullMarked;
