package dev.ksef.model.invoice;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.internal.ReceivedCollections;
import dev.ksef.model.session.InvoicingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Selects invoices, which must meet all conditions. Null and an empty list mean no condition; a transport leaves both out.
 *
 * <pre>{@code
 * InvoiceQuery.asBuyer().byIssueDate().from(LocalDate.of(2026, 10, 1)).to(LocalDate.of(2026, 10, 31))
 *         .currencyCodes("EUR").build()
 * }</pre>
 *
 * <p>Source: schema {@code InvoiceQueryFilters} of API 2.7.0.
 *
 * @param ksefNumber selects one invoice, whose dates must fit, too
 * @param invoiceNumber P_2, compared exactly, at most 256 characters
 * @param currencyCodes ISO 4217, any of them
 * @param isSelfInvoicing whether the buyer issued it in the seller's name (P_17)
 * @param invoiceTypes any of them
 */
public record InvoiceQuery(
        SubjectType subjectType,
        InvoiceDateRange dateRange,
        @Nullable KsefNumber ksefNumber,
        @Nullable String invoiceNumber,
        @Nullable AmountRange amount,
        @Nullable Nip sellerNip,
        @Nullable BuyerIdentifier buyerIdentifier,
        List<String> currencyCodes,
        @Nullable InvoicingMode invoicingMode,
        @Nullable Boolean isSelfInvoicing,
        @Nullable InvoiceFormType formType,
        List<InvoiceType> invoiceTypes,
        @Nullable Boolean hasAttachment) {

    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final int LONGEST_NUMBER = 256;

    /**
     * @throws IllegalArgumentException if KSeF could not accept a condition
     */
    public InvoiceQuery {
        Objects.requireNonNull(subjectType, "subjectType");
        Objects.requireNonNull(dateRange, "dateRange");
        currencyCodes = ReceivedCollections.list(currencyCodes);
        invoiceTypes = ReceivedCollections.list(invoiceTypes);
        if (invoiceNumber != null && (invoiceNumber.isBlank() || invoiceNumber.length() > LONGEST_NUMBER)) {
            throw new IllegalArgumentException(
                    "The number of an invoice (P_2) has 1 to " + LONGEST_NUMBER + " characters");
        }
        if (sellerNip != null) {
            Nip.of(sellerNip.value());
        }
        for (String code : currencyCodes) {
            if (!CURRENCY.matcher(code).matches()) {
                throw new IllegalArgumentException("A currency code is three capital letters, for example EUR");
            }
        }
    }

    /** Starts a query for invoices on which the context is the seller. */
    public static Builder asSeller() {
        return as(SubjectType.SELLER);
    }

    /** Starts a query for invoices on which the context is the buyer. */
    public static Builder asBuyer() {
        return as(SubjectType.BUYER);
    }

    /** Starts a query for invoices on which the context is a third subject. */
    public static Builder asThirdSubject() {
        return as(SubjectType.THIRD_SUBJECT);
    }

    /** Starts a query for invoices on which the context is the authorised subject. */
    public static Builder asAuthorizedSubject() {
        return as(SubjectType.AUTHORIZED_SUBJECT);
    }

    /** Starts a query for invoices on which the context is the given party. */
    public static Builder as(SubjectType subjectType) {
        return new Builder(subjectType);
    }

    /** Returns a copy for another range of dates. */
    public InvoiceQuery in(InvoiceDateRange range) {
        return new InvoiceQuery(
                subjectType,
                range,
                ksefNumber,
                invoiceNumber,
                amount,
                sellerNip,
                buyerIdentifier,
                currencyCodes,
                invoicingMode,
                isSelfInvoicing,
                formType,
                invoiceTypes,
                hasAttachment);
    }

    /**
     * Collects the conditions of an {@link InvoiceQuery}. Only the kind of date and {@code from} are required. A {@link
     * LocalDate} is a whole day in Poland: {@code from} means its beginning, {@code to} its end.
     */
    public static final class Builder {

        private static final ZoneId POLISH_TIME = ZoneId.of("Europe/Warsaw");
        private static final int TICK_NANOS = 100;

        private final SubjectType subjectType;
        private @Nullable InvoiceDateType dateType;
        private @Nullable OffsetDateTime from;
        private @Nullable OffsetDateTime to;
        private @Nullable Boolean restricted;
        private @Nullable KsefNumber ksefNumber;
        private @Nullable String invoiceNumber;
        private @Nullable AmountRange amount;
        private @Nullable Nip sellerNip;
        private @Nullable BuyerIdentifier buyerIdentifier;
        private List<String> currencyCodes = List.of();
        private @Nullable InvoicingMode invoicingMode;
        private @Nullable Boolean selfInvoicing;
        private @Nullable InvoiceFormType formType;
        private List<InvoiceType> invoiceTypes = List.of();
        private @Nullable Boolean attachment;

        private Builder(SubjectType subjectType) {
            this.subjectType = Objects.requireNonNull(subjectType, "subjectType");
        }

        /** Selects by the date of issue: P_1. */
        public Builder byIssueDate() {
            return by(InvoiceDateType.ISSUE);
        }

        /** Selects by the date when KSeF received the invoice. */
        public Builder byInvoicingDate() {
            return by(InvoiceDateType.INVOICING);
        }

        /** Selects by the date when KSeF stored the invoice permanently. */
        public Builder byPermanentStorageDate() {
            return by(InvoiceDateType.PERMANENT_STORAGE);
        }

        /** Selects by the given kind of date. */
        public Builder by(InvoiceDateType dateType) {
            this.dateType = dateType;
            return this;
        }

        /** Selects invoices from the beginning of this day in Poland. */
        public Builder from(LocalDate day) {
            return from(day.atStartOfDay(POLISH_TIME));
        }

        /** From this moment. */
        public Builder from(Instant moment) {
            return from(moment.atOffset(ZoneOffset.UTC));
        }

        /** From this moment. */
        public Builder from(ZonedDateTime moment) {
            return from(moment.toOffsetDateTime());
        }

        /** From this moment. */
        public Builder from(OffsetDateTime moment) {
            this.from = moment;
            return this;
        }

        /** Selects invoices up to the end of this day in Poland. */
        public Builder to(LocalDate day) {
            // The last moment before the next day, since KSeF counts in 100 ns.
            return to(day.plusDays(1).atStartOfDay(POLISH_TIME).minusNanos(TICK_NANOS));
        }

        /** To this moment. */
        public Builder to(Instant moment) {
            return to(moment.atOffset(ZoneOffset.UTC));
        }

        /** To this moment. */
        public Builder to(ZonedDateTime moment) {
            return to(moment.toOffsetDateTime());
        }

        /** Selects invoices up to this moment. Without an end the range ends now. */
        public Builder to(OffsetDateTime moment) {
            this.to = moment;
            return this;
        }

        /** Ends the range at the high water mark, up to which KSeF's data are complete. Only for permanent storage dates. */
        public Builder restrictToPermanentStorageHwmDate() {
            this.restricted = true;
            return this;
        }

        /** Selects the invoice with this KSeF number. */
        public Builder ksefNumber(KsefNumber ksefNumber) {
            this.ksefNumber = ksefNumber;
            return this;
        }

        /** Selects invoices with this number of the issuer (P_2). */
        public Builder invoiceNumber(String invoiceNumber) {
            this.invoiceNumber = invoiceNumber;
            return this;
        }

        /** Selects invoices with an amount in this range. */
        public Builder amount(AmountRange amount) {
            this.amount = amount;
            return this;
        }

        /** Selects invoices of this seller. */
        public Builder sellerNip(Nip sellerNip) {
            this.sellerNip = sellerNip;
            return this;
        }

        /** Selects invoices to the buyer with this NIP. */
        public Builder buyer(Nip nip) {
            return buyer(BuyerIdentifier.of(nip));
        }

        /** Selects invoices to this buyer. */
        public Builder buyer(BuyerIdentifier buyerIdentifier) {
            this.buyerIdentifier = buyerIdentifier;
            return this;
        }

        /** Selects invoices in any of these currencies (ISO 4217 codes). */
        public Builder currencyCodes(String... currencyCodes) {
            this.currencyCodes = List.of(currencyCodes);
            return this;
        }

        /** Selects invoices issued in this mode. */
        public Builder invoicingMode(InvoicingMode invoicingMode) {
            this.invoicingMode = invoicingMode;
            return this;
        }

        /** Selects invoices that the buyer issued in the seller's name, or all others. */
        public Builder selfInvoicing(boolean selfInvoicing) {
            this.selfInvoicing = selfInvoicing;
            return this;
        }

        /** Selects invoices of this family of structures. */
        public Builder formType(InvoiceFormType formType) {
            this.formType = formType;
            return this;
        }

        /** Selects invoices of any of these kinds. */
        public Builder invoiceTypes(InvoiceType... invoiceTypes) {
            this.invoiceTypes = List.of(invoiceTypes);
            return this;
        }

        /** Selects invoices with an attachment, or without one. */
        public Builder attachment(boolean attachment) {
            this.attachment = attachment;
            return this;
        }

        /**
         * Returns the query.
         *
         * @throws IllegalStateException if the kind of date or {@code from} is missing
         * @throws IllegalArgumentException if KSeF could not accept a condition
         */
        public InvoiceQuery build() {
            return new InvoiceQuery(
                    subjectType,
                    new InvoiceDateRange(
                            required(dateType, "a kind of date: byIssueDate(), byPermanentStorageDate() ..."),
                            required(from, "a beginning: from(...)"),
                            to,
                            restricted),
                    ksefNumber,
                    invoiceNumber,
                    amount,
                    sellerNip,
                    buyerIdentifier,
                    currencyCodes,
                    invoicingMode,
                    selfInvoicing,
                    formType,
                    invoiceTypes,
                    attachment);
        }

        private static <T> T required(@Nullable T setting, String what) {
            if (setting == null) {
                throw new IllegalStateException("A query for invoices needs " + what);
            }
            return setting;
        }
    }
}
