/**
 * Writing HTTP: the uniform answers, as status, header lines and bytes that any adapter can write. What an answer says
 * follows from the kind of the refusal alone.
 */
@NullMarked
package io.keystile.http;

import org.jspecify.annotations.NullMarked;
