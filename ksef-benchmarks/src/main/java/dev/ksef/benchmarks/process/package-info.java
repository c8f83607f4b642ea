/** Programs in JVMs of their own. */
@NullMarked
package dev.ksef.benchmarks.process;

import org.jspecify.annotations.NullMarked;
