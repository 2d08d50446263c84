@NullMarked
package io.keystile.examples.common;

import org.jspecify.annotations.NullMarked;
