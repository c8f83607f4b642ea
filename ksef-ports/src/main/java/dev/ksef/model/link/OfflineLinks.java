package dev.ksef.model.link;

import dev.ksef.model.KsefEnvironment;
import java.util.Objects;

/**
 * The two links on an invoice that is issued offline: KOD I and KOD II.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/kody-qr.md">kody-qr</a>,
 * <a href="https://github.com/CIRFMF/ksef-docs/blob/main/tryby-offline.md">tryby-offline</a>.
 */
public record OfflineLinks(InvoiceVerificationLink invoice, CertificateVerificationLink certificate) {

    /**
     * Checks that both links belong to one invoice.
     *
     * @throws IllegalArgumentException if they are of different files or sellers, or lead to different environments
     */
    public OfflineLinks {
        Objects.requireNonNull(invoice, "invoice");
        UnsignedCertificateLink other = certificate.unsigned();
        if (!invoice.invoiceHash().equals(other.invoiceHash())
                || !invoice.sellerNip().equals(other.sellerNip())
                || !KsefEnvironment.checked(invoice.qrBase(), "QR").equals(other.qrBase())) {
            throw new IllegalArgumentException(
                    "KOD I and KOD II of one invoice must have the same host, seller and hash, and these do not");
        }
    }
}
