/**
 * The same handler behind Jetty alone, behind Keystile and behind Spring Security, asked over HTTP at a given rate whatever the
 * answers take.
 */
@NullMarked
package io.keystile.benchmarks.http;

import org.jspecify.annotations.NullMarked;
