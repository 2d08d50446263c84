package io.keystile.net;

/** A configured text as an error message may show it: quoted, bounded, printable. */
final class Quoted {
    private static final int LONGEST = 64;

    private Quoted() {}

    static String of(String text) {
        int shown = Math.min(text.length(), LONGEST);
        StringBuilder quoted = new StringBuilder(shown + 5).append('\'');
        for (int i = 0; i < shown; i++) {
            char c = text.charAt(i);
            quoted.append(c < ' ' || c > '~' ? '?' : c);
        }
        return quoted.append(shown < text.length() ? "…'" : "'").toString();
    }
}
