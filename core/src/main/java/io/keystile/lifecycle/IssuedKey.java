package io.keystile.lifecycle;

import io.keystile.credential.Credential;
import io.keystile.key.ApiKey;

/**
 * A new key and the credential it belongs to. This is the only time that the key exists outside its caller's hands.
 *
 * @param key to be shown once
 * @param credential as stored
 */
public record IssuedKey(ApiKey key, Credential credential) {}
