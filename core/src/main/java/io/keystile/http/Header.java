package io.keystile.http;

/**
 * One header line of an answer.
 *
 * @param name as it is to be written
 * @param value likewise
 */
public record Header(String name, String value) {}
