/** A small Spring Boot application: people log in by a form, other services come in by key. The README shows it. */
@NullMarked
package io.keystile.examples.springboot;

import org.jspecify.annotations.NullMarked;
