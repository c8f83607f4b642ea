package dev.ksef.domain.submission;

import dev.ksef.domain.internal.DurableFile;
import dev.ksef.domain.session.BatchInvoice;
import dev.ksef.domain.session.Sessions;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Upo;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.port.CryptoEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores accepted invoices under their KSeF numbers, each beside its UPO, if the caller wants that. */
final class AcceptedFiles {

    private static final int NOTED_AT_A_TIME = 100;

    private final Sessions sessions;
    private final SubmissionLog log;
    private final @Nullable SubmissionPlan plan;
    private final @Nullable Path folder;
    private final CryptoEngine crypto;

    /**
     * @param plan what the invoices are read from; null where they are not at hand, and nothing is stored then
     * @param folder null where nothing is to be stored
     */
    AcceptedFiles(
            Sessions sessions,
            SubmissionLog log,
            @Nullable SubmissionPlan plan,
            @Nullable Path folder,
            CryptoEngine crypto) {
        this.sessions = sessions;
        this.log = log;
        this.plan = plan;
        this.folder = folder;
        this.crypto = crypto;
    }

    /** Tells whether anything is to be stored. */
    boolean areWanted() {
        return folder != null && plan != null;
    }

    /**
     * Stores the accepted invoices of a session that are not stored yet. UPO come by signed links, which no limit counts. What
     * had been accepted before is stored without its UPO where KSeF does not show that.
     *
     * @throws KsefStorageException if the folder cannot be written
     */
    void store(ReferenceNumber session, List<BatchInvoice> rows) {
        if (folder == null || plan == null) {
            return;
        }
        List<Integer> stored = new ArrayList<>();
        for (BatchInvoice row : rows) {
            SessionInvoice found = row.status();
            int index = row.invoice().index();
            KsefNumber number = log.state().acceptedNumber(index);
            if (found == null || number == null || log.state().isStored(index)) {
                continue;
            }
            InvoiceXml xml = plan.read(new PlannedInvoice(row.invoice(), null, false), crypto);
            Optional<Upo> upo = upo(session, found, number);
            if (upo.isPresent()) {
                write(folder, number, ".upo.xml", upo.get().bytes());
            }
            write(folder, number, ".xml", xml.bytes());
            stored.add(index);
            if (stored.size() == NOTED_AT_A_TIME) {
                log.stored(stored);
                stored.clear();
            }
        }
        log.stored(stored);
    }

    /** Of an invoice that had been accepted before, the UPO is in its original's session, if KSeF named that rightly. */
    private Optional<Upo> upo(ReferenceNumber session, SessionInvoice row, KsefNumber number) {
        if (row.status().isSuccess()) {
            return Optional.of(sessions.upo(session).ofInvoice(row));
        }
        String original = row.status().extensions().get("originalSessionReferenceNumber");
        try {
            return original == null
                    ? Optional.empty()
                    : Optional.of(sessions.upo(new ReferenceNumber(original)).ofInvoice(number));
        } catch (KsefApiException | IllegalArgumentException notThere) {
            return Optional.empty();
        }
    }

    private static void write(Path folder, KsefNumber number, String ending, byte[] content) {
        if (!number.value().matches("[A-Za-z0-9-]{1,64}")) {
            throw new KsefStorageException("No file can be named " + number, null);
        }
        try {
            DurableFile.write(folder, number.value() + ending, content);
        } catch (IOException failed) {
            throw new KsefStorageException(
                    "The invoice " + number + " cannot be stored in " + folder
                            + "; check that there is room, and who may write there",
                    failed);
        }
    }
}
