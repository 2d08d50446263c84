/**
 * The stored side: the credential, what it may do, the tenant it counts for, and the events of its life. Records only;
 * how they change is {@code io.keystile.lifecycle}'s, where they are kept is {@code io.keystile.store}'s.
 */
@NullMarked
package io.keystile.credential;

import org.jspecify.annotations.NullMarked;
