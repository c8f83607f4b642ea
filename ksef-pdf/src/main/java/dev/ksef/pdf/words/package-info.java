/** Words, numbers and times as people read them. */
@NullMarked
package dev.ksef.pdf.words;

import org.jspecify.annotations.NullMarked;
