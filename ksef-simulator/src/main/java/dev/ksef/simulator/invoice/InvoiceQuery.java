package dev.ksef.simulator.invoice;

import dev.ksef.simulator.identifier.KsefNumbers;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.NipNumbers;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.JsonBody;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a query for metadata or of an export. Bounds of dates are inclusive. A query by date of issue goes by whole days
 * in Poland.
 *
 * @param party whom the invoices concern, and how
 * @param ksefNumber the number of the one invoice that is asked for; null for all
 * @param conditions all other conditions but the dates
 */
public record InvoiceQuery(
        ConcernedParty party, DateRange dates, @Nullable String ksefNumber, Predicate<StoredInvoice> conditions) {

    static final String SELLER = "Subject1";
    static final String BUYER = "Subject2";
    public static final String THIRD_SUBJECT = "Subject3";
    static final String AUTHORIZED = "SubjectAuthorized";

    /** The shape of a currency code. Any code is accepted, since the list of codes grows. */
    private static final String CURRENCY = "[A-Z]{3}";

    private static final Set<String> FORMS = Set.of("FA", "PEF", "FA_RR");
    private static final Set<String> TYPES = Set.of(
            "Vat", "Zal", "Kor", "Roz", "Upr", "KorZal", "KorRoz", "VatPef", "VatPefSp", "KorPef", "VatRr", "KorVatRr");

    /**
     * Reads the conditions.
     *
     * @throws BadRequest 21405 if a field is missing or wrong
     */
    public static InvoiceQuery of(JsonBody body, LoginContext context, Instant now) {
        String subject = body.choice("subjectType", Set.of(SELLER, BUYER, THIRD_SUBJECT, AUTHORIZED));
        String ksefNumber = body.optionalMatch("ksefNumber", KsefNumbers.SHAPE);
        Predicate<StoredInvoice> conditions = equal(
                        body.optionalShort("invoiceNumber", 256), StoredInvoice::invoiceNumber)
                .and(equal(body.optionalMatch("sellerNip", NipNumbers.SHAPE), StoredInvoice::sellerNip))
                .and(equal(
                        body.optionalChoice("invoicingMode", Set.of("Online", "Offline")),
                        StoredInvoice::invoicingMode))
                .and(equal(body.optionalChoice("formType", FORMS), StoredInvoice::formType))
                .and(equal(
                        body.optionalFlag("isSelfInvoicing"),
                        invoice -> invoice.content().selfInvoicing()))
                .and(equal(
                        body.optionalFlag("hasAttachment"),
                        invoice -> invoice.content().attachment()))
                .and(any(
                        body.matches("currencyCodes", CURRENCY),
                        invoice -> invoice.content().currency()))
                .and(any(
                        body.choices("invoiceTypes", TYPES),
                        invoice -> invoice.content().type()))
                .and(amount(body))
                .and(buyer(body));
        DateRange dates = DateRange.of(body, now);
        body.check();
        dates.check(now);
        return new InvoiceQuery(new ConcernedParty(subject, context), dates, ksefNumber, conditions);
    }

    /** The role that the context has on the invoices, as the API names it. */
    public String subjectType() {
        return party.subjectType();
    }

    boolean concerns(StoredInvoice invoice) {
        return ConcernedParty.of(invoice.content()).contains(party);
    }

    private static <T> Predicate<StoredInvoice> equal(
            @Nullable T wanted, Function<StoredInvoice, @Nullable T> property) {
        return invoice -> wanted == null || wanted.equals(property.apply(invoice));
    }

    private static Predicate<StoredInvoice> any(List<String> wanted, Function<StoredInvoice, String> property) {
        return invoice -> wanted.isEmpty() || wanted.contains(property.apply(invoice));
    }

    private static Predicate<StoredInvoice> amount(JsonBody body) {
        return body.optionalObject("amount").map(InvoiceQuery::amountIn).orElse(invoice -> true);
    }

    private static Predicate<StoredInvoice> amountIn(JsonBody amount) {
        String type = amount.choice("type", Set.of("Brutto", "Netto", "Vat"));
        BigDecimal from = amount.optionalNumber("from");
        BigDecimal to = amount.optionalNumber("to");
        return invoice -> {
            InvoiceContent content = invoice.content();
            BigDecimal actual = switch (type) {
                case "Brutto" -> content.grossAmount();
                case "Netto" -> content.netAmount();
                default -> content.vatAmount();
            };
            return (from == null || actual.compareTo(from) >= 0) && (to == null || actual.compareTo(to) <= 0);
        };
    }

    private static Predicate<StoredInvoice> buyer(JsonBody body) {
        return body.optionalObject("buyerIdentifier").map(InvoiceQuery::buyerIs).orElse(invoice -> true);
    }

    private static Predicate<StoredInvoice> buyerIs(JsonBody buyer) {
        String type = buyer.choice("type", Set.of("Nip", "VatUe", "Other", "None"));
        String value = buyer.optionalShort("value", 50);
        return invoice -> {
            InvoiceParty actual = invoice.content().buyer();
            return actual.identifierType().equals(type) && (value == null || value.equals(actual.identifier()));
        };
    }

    /**
     * The date range of a query.
     *
     * @param to null if the query ends now
     * @param restricted whether the range ends at the high water mark
     */
    public record DateRange(
            InvoiceDate date, Instant from, @Nullable Instant to, boolean restricted) {

        private static final Duration LONGEST = Duration.ofDays(100);

        static DateRange of(JsonBody body, Instant now) {
            JsonBody range = body.object("dateRange");
            return new DateRange(
                    InvoiceDate.named(range.choice("dateType", InvoiceDate.texts())),
                    range.instant("from", now),
                    range.optionalInstant("to", now),
                    range.flag("restrictToPermanentStorageHwmDate"));
        }

        void check(Instant now) {
            Instant end = end(now);
            if (end.isBefore(from)) {
                throw BadRequest.invalidInput("'dateRange.from' must not be later than 'dateRange.to'.");
            }
            if (Duration.between(from, end).compareTo(LONGEST) > 0) {
                throw BadRequest.invalidInput("'dateRange' must not exceed " + LONGEST.toDays() + " days.");
            }
        }

        /** Where the range ends. */
        public Instant end(Instant now) {
            return to == null ? now : to;
        }

        /** The date that the range goes by, as the API names it. */
        public String type() {
            return date.text();
        }

        public boolean byPermanentStorage() {
            return date == InvoiceDate.PERMANENT_STORAGE;
        }

        /** Whether an invoice lies in the range, which ends at the given time. */
        boolean contains(StoredInvoice invoice, Instant end) {
            Instant actual = date.of(invoice);
            return !actual.isBefore(date.of(from)) && !actual.isAfter(date.of(end));
        }

        /** The date of an invoice that the range goes by, as KSeF writes it. */
        public String written(StoredInvoice invoice) {
            return date.written(invoice);
        }
    }
}
