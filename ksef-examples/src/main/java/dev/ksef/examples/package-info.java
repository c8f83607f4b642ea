/** The quick start. */
@NullMarked
package dev.ksef.examples;

import org.jspecify.annotations.NullMarked;
