/**
 * The testkit's contracts over the containers. The module for Servlet 6.1 compiles this package again, against its own
 * containers: nothing here is from one version of Jetty.
 */
@NullMarked
package io.keystile.servlet.contract;

import org.jspecify.annotations.NullMarked;
