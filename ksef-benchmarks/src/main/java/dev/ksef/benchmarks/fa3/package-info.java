/** What building, checking and writing invoices of FA(3) costs. */
@NullMarked
package dev.ksef.benchmarks.fa3;

import org.jspecify.annotations.NullMarked;
