/**
 * IP addresses, sets of address ranges, and the client's address behind proxies.
 *
 * <p>Belongs here: what can be said of addresses from text and bits alone. Does not: DNS (no name is ever looked up),
 * sockets, requests, and the question which credential is restricted to which addresses.
 */
@NullMarked
package io.keystile.net;

import org.jspecify.annotations.NullMarked;
