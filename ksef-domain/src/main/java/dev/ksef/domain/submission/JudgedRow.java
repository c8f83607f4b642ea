package dev.ksef.domain.submission;

import dev.ksef.domain.internal.SessionResponseCodes;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.session.SessionInvoice;

/**
 * A row of a session that is to become the result of an invoice.
 *
 * @param mayRepeat whether the invoice is sent again where KSeF's status lets it
 */
record JudgedRow(PlannedInvoice invoice, SessionInvoice row, ReferenceNumber session, boolean mayRepeat) {

    boolean isDuplicate() {
        return row.status().code() == SessionResponseCodes.DUPLICATE;
    }
}
