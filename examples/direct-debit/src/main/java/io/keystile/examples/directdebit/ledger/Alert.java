package io.keystile.examples.directdebit.ledger;

/** Something that a person should look at. */
public record Alert(String id, String text, boolean acknowledged) {}
