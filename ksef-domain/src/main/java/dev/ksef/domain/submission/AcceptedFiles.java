package dev.ksef.domain.submission;

import dev.ksef.domain.session.BatchInvoice;
import dev.ksef.domain.session.Sessions;
import dev.ksef.domain.session.UpoDownload;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.port.CryptoEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
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
     * Stores the accepted invoices of a session that are not stored yet. UPO come by signed links, which no limit counts.
     *
     * @throws KsefStorageException if the folder cannot be written
     */
    void store(ReferenceNumber session, List<BatchInvoice> rows) {
        if (folder == null || plan == null) {
            return;
        }
        UpoDownload upo = sessions.upo(session);
        List<Integer> stored = new ArrayList<>();
        for (BatchInvoice row : rows) {
            SessionInvoice found = row.status();
            int index = row.invoice().index();
            if (found == null
                    || found.ksefNumber() == null
                    || !found.status().isSuccess()
                    || log.state().isStored(index)) {
                continue;
            }
            InvoiceXml xml = plan.read(new PlannedInvoice(row.invoice(), null), crypto);
            write(folder, found.ksefNumber(), ".upo.xml", upo.ofInvoice(found).bytes());
            write(folder, found.ksefNumber(), ".xml", xml.bytes());
            stored.add(index);
            if (stored.size() == NOTED_AT_A_TIME) {
                log.stored(stored);
                stored.clear();
            }
        }
        log.stored(stored);
    }

    private static void write(Path folder, KsefNumber number, String ending, byte[] content) {
        if (!number.value().matches("[A-Za-z0-9-]{1,64}")) {
            throw new KsefStorageException("No file can be named " + number, null);
        }
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, ".ksef-", ".part");
            try {
                Files.write(part, content);
                Files.move(part, folder.resolve(number.value() + ending), StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException failed) {
            throw new KsefStorageException(
                    "The invoice " + number + " cannot be stored in " + folder
                            + "; check that there is room, and who may write there",
                    failed);
        }
    }
}
