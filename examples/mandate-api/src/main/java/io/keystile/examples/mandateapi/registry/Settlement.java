package io.keystile.examples.mandateapi.registry;

/** A payment out of a principal's account. */
public record Settlement(String id, String principal, String asset, long amount) {}
