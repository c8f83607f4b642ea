package dev.ksef.model.invoice;

import dev.ksef.model.FormCode;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.Sha256;
import dev.ksef.model.internal.ReceivedCollections;
import dev.ksef.model.session.InvoicingMode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The metadata of an invoice. All values except the KSeF number may be absent, for example if KSeF sent a value that cannot be
 * read.
 *
 * <p>Source: schema {@code InvoiceMetadata} of API 2.7.0.
 *
 * @param invoiceNumber P_2
 * @param issueDate P_1
 * @param invoicingDate when KSeF received it
 * @param acquisitionDate when KSeF assigned its number: the legal date of receipt. It may be later than the permanent storage
 * @param permanentStorageDate when it was stored permanently
 * @param netAmount in the invoice's currency, with all digits that KSeF sent
 * @param grossAmount in the invoice's currency
 * @param vatAmount in PLN
 * @param currency ISO 4217
 * @param isSelfInvoicing whether the buyer issued it in the seller's name
 * @param invoiceHash of its XML
 * @param hashOfCorrectedInvoice of the rejected invoice that it technically corrects
 */
public record InvoiceMetadata(
        KsefNumber ksefNumber,
        @Nullable String invoiceNumber,
        @Nullable LocalDate issueDate,
        @Nullable OffsetDateTime invoicingDate,
        @Nullable OffsetDateTime acquisitionDate,
        @Nullable OffsetDateTime permanentStorageDate,
        @Nullable Seller seller,
        @Nullable Buyer buyer,
        @Nullable BigDecimal netAmount,
        @Nullable BigDecimal grossAmount,
        @Nullable BigDecimal vatAmount,
        @Nullable String currency,
        @Nullable OpenEnum<InvoicingMode> invoicingMode,
        @Nullable OpenEnum<InvoiceType> invoiceType,
        @Nullable FormCode formCode,
        @Nullable Boolean isSelfInvoicing,
        @Nullable Boolean hasAttachment,
        @Nullable Sha256 invoiceHash,
        @Nullable Sha256 hashOfCorrectedInvoice,
        List<ThirdSubject> thirdSubjects,
        @Nullable AuthorizedSubject authorizedSubject) {

    public InvoiceMetadata {
        Objects.requireNonNull(ksefNumber, "ksefNumber");
        thirdSubjects = ReceivedCollections.list(thirdSubjects);
    }

    /** Shows only its KSeF number, since the other values are confidential. */
    @Override
    public String toString() {
        return "InvoiceMetadata[" + ksefNumber + "]";
    }

    /** The seller. */
    public record Seller(@Nullable Nip nip, @Nullable String name) {}

    /** The buyer. */
    public record Buyer(
            @Nullable Identifier identifier, @Nullable String name) {

        /**
         * The identifier of a buyer.
         *
         * @param value null where there is none
         */
        public record Identifier(
                @Nullable OpenEnum<BuyerIdentifierType> type,
                @Nullable String value) {}
    }

    /**
     * A third subject of the invoice (Podmiot3).
     *
     * @param role 0 other, 1 factor, 2 recipient, 3 original subject, 4 additional buyer, 5 issuer, 6 payer, 7 and 8 unit of
     *     local government that issues or receives, 9 and 10 member of a VAT group that issues or receives, 11 employee
     */
    public record ThirdSubject(
            @Nullable Identifier identifier,
            @Nullable String name,
            @Nullable Integer role) {

        /**
         * The identifier of a third subject.
         *
         * @param value null where there is none
         */
        public record Identifier(
                @Nullable OpenEnum<ThirdSubjectIdentifierType> type,
                @Nullable String value) {}
    }

    /**
     * The authorised subject (PodmiotUpowazniony), which issued the invoice.
     *
     * @param role 1 enforcement body, 2 bailiff, 3 tax representative
     */
    public record AuthorizedSubject(
            @Nullable Nip nip,
            @Nullable String name,
            @Nullable Integer role) {}
}
