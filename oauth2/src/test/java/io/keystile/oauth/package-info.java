@NullMarked
package io.keystile.oauth;

import org.jspecify.annotations.NullMarked;
