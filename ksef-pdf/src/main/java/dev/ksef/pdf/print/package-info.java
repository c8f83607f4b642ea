/** Sets a sheet as PDF or HTML. */
@NullMarked
package dev.ksef.pdf.print;

import org.jspecify.annotations.NullMarked;
