@NullMarked
package io.keystile.cli;

import org.jspecify.annotations.NullMarked;
