package dev.ksef.model.invoice;

import dev.ksef.model.FormCode;
import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.Sha256;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the XML of an invoice says of itself. A fact that could not be read is null: what KSeF took once may be odd.
 *
 * @param formCode the structure it declares, or else the one that its namespace belongs to
 * @param sellerNip of Podmiot1; in a PEF of the supplier, without the prefix PL. In an FA_RR that is the farmer, whom the
 *     buyer issues it for
 * @param buyerNip of Podmiot2, where the buyer has one; in a PEF of the customer
 * @param issueDate P_1; P_4B of an FA_RR, IssueDate of a PEF
 * @param number P_2; P_4C of an FA_RR, ID of a PEF; white space as the schema takes it
 * @param kind RodzajFaktury; in a PEF the code of its type, such as 380, which is no known constant
 * @param hasAttachment whether it has a Zalacznik; what a PEF embeds is none
 * @param hash SHA-256 of the file, byte for byte
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

    /** Names the file by its hash; shows nothing of what is in it. */
    @Override
    public String toString() {
        return "InvoiceFacts[" + hash + ", " + sizeBytes + " bytes]";
    }
}
