/** What is shown of an invoice or a UPO. */
@NullMarked
package dev.ksef.pdf.content;

import org.jspecify.annotations.NullMarked;
