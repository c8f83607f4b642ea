/** Documents as pictures that people read. */
@org.jspecify.annotations.NullMarked
package dev.ksef.cli.print;
