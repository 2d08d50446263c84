package io.keystile.examples.mandateapi.registry;

/** An organisation that onboards: the tenant. Whether it is suspended, the credential store knows. */
public record Client(String id, String name) {}
