package dev.ksef.model.upo;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.Sha256;
import dev.ksef.model.session.InvoicingMode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * An invoice that a UPO confirms. A value that cannot be read is null; the others stay readable.
 *
 * @param ksefNumber the number that KSeF assigned
 * @param invoiceHash SHA-256 of the plain XML
 * @param sellerNip the seller's NIP
 * @param invoiceNumber P_2
 * @param issueDate P_1
 * @param sentDate when the invoice reached KSeF
 * @param acquisitionDate when KSeF assigned the number: the legal date of receipt
 * @param invoicingMode online or offline; null in version 4-2
 */
public record ConfirmedInvoice(
        @Nullable KsefNumber ksefNumber,
        @Nullable Sha256 invoiceHash,
        @Nullable Nip sellerNip,
        @Nullable String invoiceNumber,
        @Nullable LocalDate issueDate,
        @Nullable OffsetDateTime sentDate,
        @Nullable OffsetDateTime acquisitionDate,
        @Nullable OpenEnum<InvoicingMode> invoicingMode) {

    boolean is(KsefNumber number, Sha256 hash) {
        return number.equals(ksefNumber) && hash.equals(invoiceHash);
    }

    @Override
    public String toString() {
        return "ConfirmedInvoice[" + ksefNumber + "]";
    }
}
