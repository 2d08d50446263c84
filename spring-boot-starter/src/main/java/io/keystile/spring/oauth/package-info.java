/**
 * Access tokens and their endpoint, where keystile-oauth2 is there and a property names their issuer. What a token is and how it
 * is made is that module's; here are its settings, its place beside MVC and its way past Spring Security.
 */
@NullMarked
package io.keystile.spring.oauth;

import org.jspecify.annotations.NullMarked;
