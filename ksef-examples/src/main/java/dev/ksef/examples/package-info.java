/** Programs to try the SDK with: the quick start, one that sends a folder of invoices, and one that fetches all purchases. */
@NullMarked
package dev.ksef.examples;

import org.jspecify.annotations.NullMarked;
