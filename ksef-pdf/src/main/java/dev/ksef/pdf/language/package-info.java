/** The languages of pictures. */
@NullMarked
package dev.ksef.pdf.language;

import org.jspecify.annotations.NullMarked;
