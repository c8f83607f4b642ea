package dev.ksef.domain.sync;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.invoice.SubjectType;
import java.time.Instant;
import java.util.List;

/**
 * What an audit found: KSeF was asked again for what was handed out before.
 *
 * @param from from where it read again
 * @param completeUpTo up to here, the consumer has every invoice that KSeF showed during the audit
 * @param checked how many invoices KSeF showed
 * @param late invoices that had not been handed out, since KSeF showed them late; they were now
 * @param withoutStorageDate invoices that KSeF has accepted and not stored permanently yet: they will come later
 * @param unseen invoices that were handed out, and that KSeF does not show any more
 */
public record AuditReport(
        SubjectType subjectType,
        Instant from,
        Instant completeUpTo,
        long checked,
        List<KsefNumber> late,
        List<KsefNumber> withoutStorageDate,
        List<KsefNumber> unseen) {

    public AuditReport {
        late = List.copyOf(late);
        withoutStorageDate = List.copyOf(withoutStorageDate);
        unseen = List.copyOf(unseen);
    }

    /** In one line, without the numbers of invoices. */
    @Override
    public String toString() {
        return "AuditReport[" + subjectType + " from " + from + " to " + completeUpTo + ": " + checked + " checked, "
                + late.size() + " late, " + withoutStorageDate.size() + " without storage date, " + unseen.size()
                + " unseen]";
    }
}
