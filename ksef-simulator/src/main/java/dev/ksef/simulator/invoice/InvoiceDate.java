package dev.ksef.simulator.invoice;

import dev.ksef.simulator.wire.KsefTimestamps;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The dates of an invoice that queries go by. */
enum InvoiceDate {
    /** A day in Poland. */
    ISSUE("Issue"),
    INVOICING("Invoicing"),
    PERMANENT_STORAGE("PermanentStorage");

    private final String text;

    InvoiceDate(String text) {
        this.text = text;
    }

    /** The name in the API. */
    String text() {
        return text;
    }

    /** The names in the API. */
    static Set<String> texts() {
        return Arrays.stream(values()).map(date -> date.text).collect(Collectors.toUnmodifiableSet());
    }

    /** The date with this name in the API; any other name gives the date of issue. */
    static InvoiceDate named(String text) {
        return Arrays.stream(values())
                .filter(date -> date.text.equals(text))
                .findFirst()
                .orElse(ISSUE);
    }

    /** The date of an invoice; of a day, its beginning. One that is withheld from the storage has a date later than any. */
    Instant of(StoredInvoice invoice) {
        return switch (this) {
            case ISSUE ->
                invoice.issueDate().atStartOfDay(KsefTimestamps.WARSAW).toInstant();
            case INVOICING -> invoice.invoicingDate();
            case PERMANENT_STORAGE -> invoice.permanentStorageDate().orElse(Instant.MAX);
        };
    }

    /** The date that a moment stands for. */
    Instant of(Instant moment) {
        return this == ISSUE
                ? KsefTimestamps.polishDay(moment)
                        .atStartOfDay(KsefTimestamps.WARSAW)
                        .toInstant()
                : moment;
    }

    /** The date of an invoice as KSeF writes it. */
    String written(StoredInvoice invoice) {
        return this == ISSUE ? invoice.issueDate().toString() : KsefTimestamps.json(of(invoice));
    }
}
