/** The quick start, and the snippets of the documentation as code that is compiled and run. */
@org.jspecify.annotations.NullMarked
package dev.ksef.examples;
