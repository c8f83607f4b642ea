/** Pictures of invoices and UPO. */
@NullMarked
package dev.ksef.pdf;

import org.jspecify.annotations.NullMarked;
