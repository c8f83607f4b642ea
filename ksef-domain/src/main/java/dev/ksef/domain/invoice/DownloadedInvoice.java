package dev.ksef.domain.invoice;

import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Sha256;

/**
 * An invoice as KSeF keeps it, byte for byte. KSeF took invoices that it would refuse today: expect any size, forbidden
 * characters, processing instructions.
 *
 * @param hash SHA-256 of these bytes
 * @param isHashConfirmed whether KSeF declared this hash with them; without its word there was nothing to compare with
 */
public record DownloadedInvoice(KsefNumber ksefNumber, InvoiceXml xml, Sha256 hash, boolean isHashConfirmed) {

    /** Returns a copy of the bytes. */
    public byte[] bytes() {
        return xml.bytes();
    }
}
