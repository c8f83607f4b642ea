/** A document as it is shown: words and formatted numbers in their order. */
@NullMarked
package dev.ksef.pdf.sheet;

import org.jspecify.annotations.NullMarked;
