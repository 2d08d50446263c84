package io.keystile.faults;

/** What a node said of a key. */
enum Answer {
    GRANTED,
    REFUSED,
    UNAVAILABLE
}
