package dev.ksef.domain.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.invoice.SubjectType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a report shows where it is printed as it is. */
class ReportTextTest {

    private static final KsefNumber NUMBER = new KsefNumber("5265877635-20260901-0A0B0C0D0E0F-12");
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant MARK = Instant.parse("2026-11-02T10:00:00Z");

    @Test
    void report_isOneLine_thatCountsInvoices_andNamesNone() {
        var audit =
                new AuditReport(SubjectType.BUYER, FROM, MARK, 7, List.of(NUMBER, NUMBER), List.of(NUMBER), List.of());
        var whole = new ChainReport(SubjectType.BUYER, 5, 1, MARK, true, audit, null);
        var failed = new ChainReport(SubjectType.SELLER, 0, 0, null, true, null, new KsefException("KSeF is away"));
        var unfit = new ChainReport(SubjectType.THIRD_SUBJECT, 0, 0, null, false, null, null);
        assertThat(new SyncReport(Nip.of("5265877635"), List.of(whole, failed, unfit)))
                .hasToString(
                        "SyncReport[" + Nip.of("5265877635") + ", 5 invoices: ["
                                + "ChainReport[BUYER: 5 handed out, 1 repeats, all up to 2026-11-02T10:00:00Z, "
                                + "AuditReport[BUYER from 2026-11-01T00:00:00Z to 2026-11-02T10:00:00Z: 7 checked, 2 late, "
                                + "1 without storage date, 0 unseen]], "
                                + "ChainReport[SELLER: 0 handed out, 0 repeats, no mark, ended early: "
                                + failed.failureOrNull()
                                + "], "
                                + "ChainReport[THIRD_SUBJECT: 0 handed out, 0 repeats, no mark, not available to this taxpayer]]]");
    }
}
