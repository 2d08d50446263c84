/** Threads that meet in the cache, tried in every order that the machine can make of them (jcstress). */
@NullMarked
package io.keystile.cache;

import org.jspecify.annotations.NullMarked;
