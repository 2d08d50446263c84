@NullMarked
package io.keystile.testkit.cases;

import org.jspecify.annotations.NullMarked;
