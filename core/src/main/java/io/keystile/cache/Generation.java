package io.keystile.cache;

import io.keystile.credential.CredentialId;

/** What a token names its key by. */
record Generation(CredentialId id, int number) {}
