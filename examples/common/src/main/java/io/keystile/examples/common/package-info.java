/**
 * What both reference servers have in common: flags, databases, JSON, problem documents, Jetty. Nothing here knows what a server is for;
 * nothing here is part of the library.
 */
@NullMarked
package io.keystile.examples.common;

import org.jspecify.annotations.NullMarked;
