/**
 * The life of credentials from a shell. What a command line says, and how its outcome is told, belongs here; what a step does
 * is {@code io.keystile.lifecycle}'s. No key, password or hash is ever read from the command line or told in a message.
 */
@NullMarked
package io.keystile.cli;

import org.jspecify.annotations.NullMarked;
