package dev.ksef.model.upo;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.Upo;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of a UPO: who confirms that which invoices were received, and when. A UPO is of one invoice, or of a page of a
 * session's collective UPO. A value that is missing or cannot be read is null; unknown elements are ignored.
 *
 * <p>Reading is no proof: check the signature to know whether the Ministry signed this.
 *
 * <p>Source: upo-v4-3.xsd. Version 4-2 is the same without the mode of invoices; later versions are read as far as they use
 * the same names. Discrepancy: the schema allows one name of the receiving authority, but TEST and DEMO have others.
 *
 * @param version of the structure, the last part of its namespace, for example {@code v4-3}
 * @param receivingAuthority who confirms; the name tells TEST and DEMO from PRODUCTION
 * @param sessionReferenceNumber the session in which the invoices were sent
 * @param authentication who sent them, and how the sender signed in
 * @param range which part of the session this page confirms; null in the UPO of one invoice
 * @param structureName file name of the schema, for example {@code Schemat_FA(3)_v1-0E.xsd}
 * @param formCode for example {@code FA (3)}
 * @param invoices at least one, in the order of the document
 */
public record UpoConfirmation(
        @Nullable String version,
        @Nullable String receivingAuthority,
        @Nullable ReferenceNumber sessionReferenceNumber,
        UpoAuthentication authentication,
        @Nullable UpoRange range,
        @Nullable String structureName,
        @Nullable String formCode,
        List<ConfirmedInvoice> invoices) {

    /** Copies the invoices. */
    public UpoConfirmation {
        invoices = ReceivedCollections.list(invoices);
    }

    /**
     * Reads a UPO.
     *
     * @throws KsefException if it is not well-formed XML, has a document type, is far too large, is not a UPO, or confirms no
     *     invoice
     */
    public static UpoConfirmation read(Upo upo) {
        return UpoParser.parse(upo);
    }

    /**
     * Tells whether it confirms an invoice with both this number and this hash.
     *
     * @param hash SHA-256 of the plain XML, as it was sent
     */
    public boolean confirms(KsefNumber number, Sha256 hash) {
        return invoices.stream().anyMatch(invoice -> invoice.is(number, hash));
    }

    /** Returns the confirmed invoice with this KSeF number. */
    public Optional<ConfirmedInvoice> find(KsefNumber number) {
        return invoices.stream()
                .filter(invoice -> number.equals(invoice.ksefNumber()))
                .findFirst();
    }

    /** Returns the confirmed invoice whose plain XML has this hash. */
    public Optional<ConfirmedInvoice> find(Sha256 hash) {
        return invoices.stream()
                .filter(invoice -> hash.equals(invoice.invoiceHash()))
                .findFirst();
    }

    @Override
    public String toString() {
        return "UpoConfirmation[" + version + ", " + sessionReferenceNumber + ", " + invoices.size() + " invoices]";
    }
}
