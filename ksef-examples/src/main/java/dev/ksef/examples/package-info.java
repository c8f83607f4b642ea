/** Programs to try the SDK with: the quick start, and one that sends a folder of invoices. */
@NullMarked
package dev.ksef.examples;

import org.jspecify.annotations.NullMarked;
