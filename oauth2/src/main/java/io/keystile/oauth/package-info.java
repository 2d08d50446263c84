/**
 * Access tokens for API keys (RFC 6749 §4.4, RFC 9068): the token endpoint as plain requests and answers, JWTs made and
 * checked, their keys read and published. What a token may do by now is the decision's to say, in core; servlets and JAX-RS
 * resources are the adapters'.
 */
@NullMarked
package io.keystile.oauth;

import org.jspecify.annotations.NullMarked;
