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
 * What a UPO says: who confirms that which invoices were received when. Of one invoice, or of a page of a session's
 * collective UPO. What a document lacks, or holds in a form that cannot be read, is null; unknown elements are ignored.
 *
 * <p>Reading is no proof: whether the Ministry signed these words is told by the check of the signature.
 *
 * <p>Source: upo-v4-3.xsd. Version 4-2 is the same without the mode of invoices; later ones are read as far as they use
 * the same names. Discrepancy: the schema allows one name of the receiving authority, TEST and DEMO have others.
 *
 * @param version of the structure, the last part of its namespace, for example {@code v4-3}
 * @param receivingAuthority who confirms; the name tells TEST and DEMO from PRODUCTION
 * @param authentication who sent, and how the sender signed in
 * @param range which part of the session this page confirms; absent where one invoice was asked for
 * @param structureName file of the schema, for example {@code Schemat_FA(3)_v1-0E.xsd}
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

    /** Takes what KSeF confirmed, as it is. */
    public UpoConfirmation {
        invoices = ReceivedCollections.list(invoices);
    }

    /**
     * What the given UPO says.
     *
     * @throws KsefException if it is not well-formed XML, has a document type, is beyond all measure, is no UPO, or confirms
     *     no invoice
     */
    public static UpoConfirmation read(Upo upo) {
        return UpoReading.of(upo);
    }

    /**
     * Whether it confirms that the document with this hash has this number: both, of the same invoice.
     *
     * @param hash of the plain XML, as it was sent
     */
    public boolean confirms(KsefNumber number, Sha256 hash) {
        return invoices.stream().anyMatch(invoice -> invoice.is(number, hash));
    }

    /** What it says of the invoice with this KSeF number. */
    public Optional<ConfirmedInvoice> find(KsefNumber number) {
        return invoices.stream()
                .filter(invoice -> number.equals(invoice.ksefNumber()))
                .findFirst();
    }

    /** What it says of the invoice whose plain XML has this hash. */
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
