package dev.ksef.spring;

import dev.ksef.domain.submission.SubmissionReport;
import dev.ksef.model.ContextIdentifier;
import java.util.List;

/**
 * The submissions of a taxpayer were brought as far as is possible without their invoices. Published as an event of the application.
 * Those that have not ended go on when they are submitted again under their names.
 *
 * @param reports one for each that had not ended before
 */
public record KsefSubmissionsReconciled(ContextIdentifier context, List<SubmissionReport> reports) {

    public KsefSubmissionsReconciled {
        reports = List.copyOf(reports);
    }
}
