package io.keystile.testkit;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a resource answers.
 *
 * @param status the status code
 * @param headers in order
 * @param body ASCII; may be empty
 */
public record Reply(int status, Map<String, String> headers, String body) {
    /** Copies. */
    public Reply {
        headers = new LinkedHashMap<>(headers);
    }
}
