/** Tests of the JDBC store over databases that they start themselves. */
@NullMarked
package io.keystile.jdbc;

import org.jspecify.annotations.NullMarked;
