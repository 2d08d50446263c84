/** What a check costs, measured with JMH. Inputs and peers belong here; what decides whether a build is good does not. */
@NullMarked
package io.keystile.benchmarks;

import org.jspecify.annotations.NullMarked;
