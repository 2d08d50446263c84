/**
 * What Mandate Labs keeps of its own: clients, their principals, their agents and mandates, in plain SQL. Knows no key and no
 * request; which database it is, sandbox or live, the connection says.
 */
@NullMarked
package io.keystile.examples.mandateapi.registry;

import org.jspecify.annotations.NullMarked;
