package dev.ksef.model.collective;

import java.time.Duration;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Selects the collective identifiers to list. Source: {@code CollectiveIdentifiersQueryRequest} of API 2.8.
 *
 * @param dateCreatedTo at most 100 days after the beginning
 * @param invoiceCountFrom the fewest invoices
 * @param invoiceCountTo the most invoices
 * @param createdInCurrentContext true for those that this context generated, false for those of others
 */
public record CollectiveIdentifierQuery(
        OffsetDateTime dateCreatedFrom,
        OffsetDateTime dateCreatedTo,
        @Nullable CollectiveIdentifierNumber collectiveIdentifierNumber,
        @Nullable Integer invoiceCountFrom,
        @Nullable Integer invoiceCountTo,
        @Nullable Boolean createdInCurrentContext) {

    private static final int LONGEST_DAYS = 100;

    /**
     * @throws IllegalArgumentException if a range ends before it begins, or the dates are more than 100 days apart
     */
    public CollectiveIdentifierQuery {
        if (dateCreatedTo.isBefore(dateCreatedFrom)) {
            throw new IllegalArgumentException(
                    "The range ends before it begins: from " + dateCreatedFrom + " to " + dateCreatedTo);
        }
        if (Duration.between(dateCreatedFrom, dateCreatedTo).compareTo(Duration.ofDays(LONGEST_DAYS)) > 0) {
            throw new IllegalArgumentException(
                    "KSeF lists collective identifiers of at most " + LONGEST_DAYS + " days at once, not from "
                            + dateCreatedFrom + " to " + dateCreatedTo + ": ask in several queries");
        }
        if (invoiceCountFrom != null && invoiceCountTo != null && invoiceCountTo < invoiceCountFrom) {
            throw new IllegalArgumentException("There are no identifiers of at least " + invoiceCountFrom
                    + " and at most " + invoiceCountTo + " invoices");
        }
    }

    /**
     * Returns the query for all identifiers that were generated between two moments.
     *
     * @throws IllegalArgumentException if the range ends before it begins, or is longer than 100 days
     */
    public static CollectiveIdentifierQuery between(OffsetDateTime from, OffsetDateTime to) {
        return new CollectiveIdentifierQuery(from, to, null, null, null, null);
    }

    /** Returns a copy that selects only the identifier with this number. */
    public CollectiveIdentifierQuery number(CollectiveIdentifierNumber number) {
        return new CollectiveIdentifierQuery(
                dateCreatedFrom, dateCreatedTo, number, invoiceCountFrom, invoiceCountTo, createdInCurrentContext);
    }

    /**
     * Returns a copy that selects only identifiers of so many invoices.
     *
     * @throws IllegalArgumentException if the least is greater than the most
     */
    public CollectiveIdentifierQuery invoices(int least, int most) {
        return new CollectiveIdentifierQuery(
                dateCreatedFrom, dateCreatedTo, collectiveIdentifierNumber, least, most, createdInCurrentContext);
    }

    /** Returns a copy that selects only identifiers that this context generated, or only those of others. */
    public CollectiveIdentifierQuery ofThisContext(boolean own) {
        return new CollectiveIdentifierQuery(
                dateCreatedFrom, dateCreatedTo, collectiveIdentifierNumber, invoiceCountFrom, invoiceCountTo, own);
    }
}
