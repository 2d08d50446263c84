/** A small application with users and keys, to try the starter on. */
@NullMarked
package io.keystile.spring.app;

import org.jspecify.annotations.NullMarked;
