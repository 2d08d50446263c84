/**
 * The anatomy of an API key: its format, what a well-formed key says by its shape alone, its hash, its generator, the
 * environment it belongs to. Nothing here knows a stored credential, a request or a clock.
 */
@NullMarked
package io.keystile.key;

import org.jspecify.annotations.NullMarked;
