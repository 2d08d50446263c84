package io.keystile.net;

/** token (RFC 9110 §5.6.2). */
final class Token {
    private static final String OTHERS = "!#$%&'*+-.^_`|~";

    private Token() {}

    static boolean isCharacter(char c) {
        char lower = (char) (c | 0x20);
        return (lower >= 'a' && lower <= 'z') || IpLiteral.isDigit(c) || OTHERS.indexOf(c) >= 0;
    }
}
