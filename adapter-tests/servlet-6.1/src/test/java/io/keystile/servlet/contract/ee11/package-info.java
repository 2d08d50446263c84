/** The testkit's contracts over Jetty for Servlet 6.1. */
@NullMarked
package io.keystile.servlet.contract.ee11;

import org.jspecify.annotations.NullMarked;
