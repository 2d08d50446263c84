/** View in, answer out, caller attached: the servlet side of a decision that core takes. No rule of its own. */
@NullMarked
package io.keystile.servlet;

import org.jspecify.annotations.NullMarked;
