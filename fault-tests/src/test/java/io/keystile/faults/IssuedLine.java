package io.keystile.faults;

/** A key that a node has issued. */
record IssuedLine(String id, String key) {
    static IssuedLine of(String line) {
        int space = line.indexOf(' ');
        return new IssuedLine(line.substring(0, space), line.substring(space + 1));
    }
}
