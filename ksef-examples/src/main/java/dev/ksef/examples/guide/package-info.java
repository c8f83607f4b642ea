/** The snippets of {@code docs/guide}, as code that is compiled and run. */
package dev.ksef.examples.guide;
