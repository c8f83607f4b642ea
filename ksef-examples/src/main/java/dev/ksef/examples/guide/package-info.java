/** The snippets of {@code docs/guide}, as code that is compiled and run. */
@NullMarked
package dev.ksef.examples.guide;

import org.jspecify.annotations.NullMarked;
