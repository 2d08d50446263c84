/**
 * The life of credentials: issue, import, rotate, end previous keys, suspend, resume, revoke, change. Each step computes the next
 * record and has the store compare and set it, with its event; none is half done, none is lost to another operator's.
 */
@NullMarked
package io.keystile.lifecycle;

import org.jspecify.annotations.NullMarked;
