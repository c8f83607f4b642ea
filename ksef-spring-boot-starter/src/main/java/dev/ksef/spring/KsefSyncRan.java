package dev.ksef.spring;

import dev.ksef.domain.sync.SyncReport;
import java.util.List;

/**
 * A run of the synchronisation ended. Published as an event of the application, on the thread of the synchronisation.
 *
 * @param reports one for each taxpayer, which may tell of failures
 */
public record KsefSyncRan(List<SyncReport> reports) {

    public KsefSyncRan {
        reports = List.copyOf(reports);
    }
}
