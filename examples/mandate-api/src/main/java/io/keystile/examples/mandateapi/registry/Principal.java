package io.keystile.examples.mandateapi.registry;

/** A person or merchant whose agents transact, of one client. */
public record Principal(String id, String client, String name) {}
