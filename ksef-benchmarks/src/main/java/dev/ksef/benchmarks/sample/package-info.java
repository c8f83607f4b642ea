/** What benchmarks work on: invoices, archives, keys, and a KSeF that pretends. */
@NullMarked
package dev.ksef.benchmarks.sample;

import org.jspecify.annotations.NullMarked;
