/** What pictures of invoices cost. */
@NullMarked
package dev.ksef.benchmarks.pdf;

import org.jspecify.annotations.NullMarked;
