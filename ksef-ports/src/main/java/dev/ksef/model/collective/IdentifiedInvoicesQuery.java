package dev.ksef.model.collective;

import java.util.List;

/**
 * A question for the invoices of collective identifiers.
 *
 * @param collectiveIdentifierNumbers 1 to 10
 */
public record IdentifiedInvoicesQuery(List<CollectiveIdentifierNumber> collectiveIdentifierNumbers) {

    /** The most identifiers that one question can name. */
    public static final int MOST = 10;

    /**
     * @throws IllegalArgumentException if there are none or more than 10, or one is not valid
     */
    public IdentifiedInvoicesQuery {
        collectiveIdentifierNumbers = List.copyOf(collectiveIdentifierNumbers);
        if (collectiveIdentifierNumbers.isEmpty() || collectiveIdentifierNumbers.size() > MOST) {
            throw new IllegalArgumentException("The invoices of 1 to " + MOST
                    + " collective identifiers can be asked for at once, not of " + collectiveIdentifierNumbers.size());
        }
        collectiveIdentifierNumbers.forEach(number -> CollectiveIdentifierNumber.of(number.value()));
    }

    /**
     * Returns the question for the invoices of these identifiers.
     *
     * @throws IllegalArgumentException if there are none or more than 10, or one is not valid
     */
    public static IdentifiedInvoicesQuery of(List<CollectiveIdentifierNumber> numbers) {
        return new IdentifiedInvoicesQuery(numbers);
    }
}
