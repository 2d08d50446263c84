package io.keystile.examples.mandateapi;

import io.keystile.examples.common.Arguments;
import io.keystile.examples.common.FlagException;

/** Flags that are {@code on} or {@code off}. */
final class OnOff {
    private OnOff() {}

    static boolean isOn(Arguments arguments, String flag, String otherwise) {
        return switch (arguments.value(flag, otherwise)) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new FlagException(flag, "must be on or off");
        };
    }
}
