package dev.ksef.model.invoice;

import dev.ksef.model.FormCode;
import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.Sha256;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The main values in the XML of an invoice. A value that cannot be read is null, since KSeF may have accepted unusual invoices.
 *
 * @param formCode the structure it declares, otherwise that of its namespace
 * @param sellerNip of Podmiot1; in a PEF of the supplier, without the prefix PL. In an FA_RR this is the farmer, for whom the
 *     buyer issues it
 * @param buyerNip of Podmiot2, if the buyer has one; in a PEF of the customer
 * @param issueDate P_1; P_4B of an FA_RR, IssueDate of a PEF
 * @param number P_2; P_4C of an FA_RR, ID of a PEF; white space is normalised as the schema says
 * @param kind RodzajFaktury; in a PEF the code of its type, such as 380, which has no constant
 * @param hasAttachment whether it has a Zalacznik; documents embedded in a PEF do not count
 * @param hash SHA-256 of the bytes of the file
 * @param sizeBytes of the file
 */
public record InvoiceFacts(
        @Nullable FormCode formCode,
        @Nullable Nip sellerNip,
        @Nullable Nip buyerNip,
        @Nullable LocalDate issueDate,
        @Nullable String number,
        @Nullable OpenEnum<InvoiceKind> kind,
        boolean hasAttachment,
        Sha256 hash,
        int sizeBytes) {

    public InvoiceFacts {
        Objects.requireNonNull(hash, "hash");
    }

    /** Shows the hash of the file, but not its content. */
    @Override
    public String toString() {
        return "InvoiceFacts[" + hash + ", " + sizeBytes + " bytes]";
    }
}
