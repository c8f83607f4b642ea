/** Benchmarks, each beside a baseline that is measured in the same run, so that a ratio can be read. */
@NullMarked
package dev.ksef.benchmarks;

import org.jspecify.annotations.NullMarked;
