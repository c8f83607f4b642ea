package dev.ksef.domain.submission;

import dev.ksef.model.submission.SubmissionId;
import java.util.List;
import java.util.Objects;

/**
 * What became of a submission: one result for each invoice, in the order in which the caller gave them.
 *
 * @param ended whether nothing is left to do
 */
public record SubmissionReport(SubmissionId id, boolean ended, List<InvoiceResult> results) {

    public SubmissionReport {
        Objects.requireNonNull(id, "id");
        results = List.copyOf(results);
    }

    /** Returns the invoices in this state. */
    public List<InvoiceResult> in(InvoiceResult.State state) {
        return results.stream().filter(result -> result.state() == state).toList();
    }

    /** Tells whether KSeF accepted every invoice. */
    public boolean isComplete() {
        return results.stream().allMatch(result -> result.state() == InvoiceResult.State.ACCEPTED);
    }

    private String selfInvoiced() {
        long count = results.stream().filter(InvoiceResult::selfInvoicing).count();
        return count == 0 ? "" : "; " + count + " by self-invoicing";
    }

    /** Shows how many invoices are in which state. */
    @Override
    public String toString() {
        return "SubmissionReport[" + id + ", " + results.size() + " invoices: "
                + in(InvoiceResult.State.ACCEPTED).size()
                + " accepted, " + in(InvoiceResult.State.REJECTED).size() + " rejected, "
                + in(InvoiceResult.State.LEFT_OUT).size() + " left out, "
                + in(InvoiceResult.State.UNKNOWN).size()
                + " unknown" + selfInvoiced() + "]";
    }
}
