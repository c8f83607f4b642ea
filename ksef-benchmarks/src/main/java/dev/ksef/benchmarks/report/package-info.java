/** What benchmarks are measured and told with. */
@NullMarked
package dev.ksef.benchmarks.report;

import org.jspecify.annotations.NullMarked;
