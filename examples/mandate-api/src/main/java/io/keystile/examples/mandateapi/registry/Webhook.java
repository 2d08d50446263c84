package io.keystile.examples.mandateapi.registry;

/** Where a principal wants to be told of what happens. */
public record Webhook(String id, String principal, String url) {}
