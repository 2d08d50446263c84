package io.keystile.examples.mandateapi.registry;

/** Acts for a principal. */
public record Agent(String id, String principal, String name) {}
