/**
 * Mandate Labs' API: clients onboard principals, principals' agents transact, operators issue, rotate and revoke. Who may come
 * in is said in {@code Guard}; the rest is the API itself.
 */
@NullMarked
package io.keystile.examples.mandateapi;

import org.jspecify.annotations.NullMarked;
