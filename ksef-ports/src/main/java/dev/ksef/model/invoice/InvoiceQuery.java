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
 * Which invoices are asked for: all conditions together. What is absent is no condition, and an empty list is absent; a
 * transport leaves both out.
 *
 * <pre>{@code
 * InvoiceQuery.asBuyer().byIssueDate().from(LocalDate.of(2026, 10, 1)).to(LocalDate.of(2026, 10, 31))
 *         .currencyCodes("EUR").build()
 * }</pre>
 *
 * <p>Source: schema {@code InvoiceQueryFilters} of API 2.7.0.
 *
 * @param ksefNumber this invoice only; the dates must fit, too
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
     * @throws IllegalArgumentException if a condition is none that KSeF could take
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

    /** Invoices that the context sold by. */
    public static Builder asSeller() {
        return as(SubjectType.SELLER);
    }

    /** Invoices that the context bought by. */
    public static Builder asBuyer() {
        return as(SubjectType.BUYER);
    }

    /** Invoices that name the context as a third subject. */
    public static Builder asThirdSubject() {
        return as(SubjectType.THIRD_SUBJECT);
    }

    /** Invoices that name the context as their authorised subject. */
    public static Builder asAuthorizedSubject() {
        return as(SubjectType.AUTHORIZED_SUBJECT);
    }

    /** Invoices on which the context is the given party. */
    public static Builder as(SubjectType subjectType) {
        return new Builder(subjectType);
    }

    /** The same conditions for another span of time. */
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
     * Collects the conditions of an {@link InvoiceQuery}: a kind of date and {@code from} are needed, all others are
     * not. A {@link LocalDate} is a day of Polish time, whole: from its beginning, to its end.
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

        /** The dates are those of issue: P_1. */
        public Builder byIssueDate() {
            return by(InvoiceDateType.ISSUE);
        }

        /** The dates are those when KSeF took invoices up. */
        public Builder byInvoicingDate() {
            return by(InvoiceDateType.INVOICING);
        }

        /** The dates are those when KSeF stored invoices for good. */
        public Builder byPermanentStorageDate() {
            return by(InvoiceDateType.PERMANENT_STORAGE);
        }

        /** The dates are of the given kind. */
        public Builder by(InvoiceDateType dateType) {
            this.dateType = dateType;
            return this;
        }

        /** From the beginning of this day in Poland. */
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

        /** To the end of this day in Poland. */
        public Builder to(LocalDate day) {
            // The last moment that KSeF, which counts in 100 ns, can tell from the next day.
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

        /** To this moment; without an end, now is meant. */
        public Builder to(OffsetDateTime moment) {
            this.to = moment;
            return this;
        }

        /** Ends at the high water mark, up to which KSeF's data are complete. For permanent storage dates. */
        public Builder restrictToPermanentStorageHwmDate() {
            this.restricted = true;
            return this;
        }

        /** With this number in KSeF. */
        public Builder ksefNumber(KsefNumber ksefNumber) {
            this.ksefNumber = ksefNumber;
            return this;
        }

        /** With this number of the issuer's own (P_2). */
        public Builder invoiceNumber(String invoiceNumber) {
            this.invoiceNumber = invoiceNumber;
            return this;
        }

        /** With an amount in this range. */
        public Builder amount(AmountRange amount) {
            this.amount = amount;
            return this;
        }

        /** Sold by this NIP. */
        public Builder sellerNip(Nip sellerNip) {
            this.sellerNip = sellerNip;
            return this;
        }

        /** Bought by this NIP. */
        public Builder buyer(Nip nip) {
            return buyer(BuyerIdentifier.of(nip));
        }

        /** Bought by this buyer. */
        public Builder buyer(BuyerIdentifier buyerIdentifier) {
            this.buyerIdentifier = buyerIdentifier;
            return this;
        }

        /** In any of these currencies, by their ISO 4217 codes. */
        public Builder currencyCodes(String... currencyCodes) {
            this.currencyCodes = List.of(currencyCodes);
            return this;
        }

        /** Issued in this mode. */
        public Builder invoicingMode(InvoicingMode invoicingMode) {
            this.invoicingMode = invoicingMode;
            return this;
        }

        /** Issued by the buyer in the seller's name, or not. */
        public Builder selfInvoicing(boolean selfInvoicing) {
            this.selfInvoicing = selfInvoicing;
            return this;
        }

        /** Of this family of structures. */
        public Builder formType(InvoiceFormType formType) {
            this.formType = formType;
            return this;
        }

        /** Of any of these kinds. */
        public Builder invoiceTypes(InvoiceType... invoiceTypes) {
            this.invoiceTypes = List.of(invoiceTypes);
            return this;
        }

        /** With an attachment, or without. */
        public Builder attachment(boolean attachment) {
            this.attachment = attachment;
            return this;
        }

        /**
         * Returns the query.
         *
         * @throws IllegalStateException if the kind of date or {@code from} is missing
         * @throws IllegalArgumentException if a condition is none that KSeF could take
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
                throw new IllegalStateException("A query of invoices needs " + what);
            }
            return setting;
        }
    }
}
