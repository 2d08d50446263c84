@NullMarked
package io.keystile.testkit;

import org.jspecify.annotations.NullMarked;
