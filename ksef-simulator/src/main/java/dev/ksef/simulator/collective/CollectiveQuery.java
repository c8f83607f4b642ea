package dev.ksef.simulator.collective;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.JsonBody;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The conditions of a query for collective identifiers. Bounds are inclusive. */
record CollectiveQuery(
        Instant from,
        Instant to,
        @Nullable String number,
        int fewestInvoices,
        int mostInvoices,
        @Nullable Boolean createdHere) {

    private static final Duration LONGEST = Duration.ofDays(100);

    /**
     * Reads the conditions.
     *
     * @throws BadRequest 21405 if a field is missing or wrong, or the range of dates is too long
     */
    static CollectiveQuery of(JsonBody body, Instant now) {
        CollectiveQuery query = new CollectiveQuery(
                body.instant("dateCreatedFrom", now),
                body.instant("dateCreatedTo", now),
                body.optionalShort("collectiveIdentifierNumber", Integer.MAX_VALUE),
                body.optionalBetween("invoiceCountFrom", 0, Integer.MAX_VALUE, 0),
                body.optionalBetween("invoiceCountTo", 0, Integer.MAX_VALUE, Integer.MAX_VALUE),
                body.optionalFlag("createdInCurrentContext"));
        body.check();
        if (query.to.isBefore(query.from)) {
            throw BadRequest.invalidInput("'dateCreatedFrom' must not be later than 'dateCreatedTo'.");
        }
        if (Duration.between(query.from, query.to).compareTo(LONGEST) > 0) {
            throw BadRequest.invalidInput(
                    "'dateCreatedTo' must be at most " + LONGEST.toDays() + " days later than 'dateCreatedFrom'.");
        }
        return query;
    }

    /** Whether an identifier is older than all that the query asks for. */
    boolean before(CollectiveIdentifier identifier) {
        return identifier.createdAt().isBefore(from);
    }

    boolean accepts(CollectiveIdentifier identifier, LoginContext reader) {
        int count = identifier.invoices().size();
        return !identifier.createdAt().isAfter(to)
                && (number == null || number.equals(identifier.number()))
                && fewestInvoices <= count
                && count <= mostInvoices
                && (createdHere == null || createdHere == identifier.creator().equals(reader));
    }
}
