package dev.ksef.examples.guide;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.adapter.file.FileKeyStore;
import dev.ksef.adapter.file.FileTokenStore;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.RollOver;
import dev.ksef.domain.session.RollingOnlineSession;
import dev.ksef.domain.session.SendOptions;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.domain.session.Sessions;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The snippets of "Resume after a crash". */
public final class CrashRecovery {

    private CrashRecovery() {}

    /** Where an application keeps secrets. */
    public interface Vault {

        /** Keeps the key of a session. */
        void keep(String session, byte[] key, byte[] initializationVector);
    }

    /** A session whose key outlives the process. */
    public static OnlineSession open(KsefContextClient company, Vault vault) {
        // snippet: open
        try (ContentKey contentKey = new JdkCryptoEngine().newContentKey()) {
            OnlineSession session = company.sessions().openOnline(FormCode.FA_3, contentKey);
            vault.keep(session.referenceNumber().value(), contentKey.key(), contentKey.initializationVector());
            return session;
        }
        // end
    }

    /** Sends with a client whose keys and tokens are in files, encrypted with a secret of 32 bytes. */
    public static void sendWithStores(
            KsefClient.Builder settings,
            String nip,
            Path keyFolder,
            Path tokenFolder,
            byte[] secret,
            List<Path> files) {
        // snippet: stores
        try (FileKeyStore keys = FileKeyStore.open(keyFolder, secret);
                FileTokenStore tokens = FileTokenStore.open(tokenFolder, secret);
                KsefClient ksef = settings.keyStore(keys).tokenStore(tokens).build()) {
            Sessions sessions = ksef.forNip(nip).sessions();
            OnlineSession session = sessions.keptSessions().stream()
                    .findFirst()
                    .map(sessions::resumeOnline)
                    .orElseGet(() -> sessions.openOnline(FormCode.FA_3));
            sendWhatIsMissing(session, files);
            session.close();
        }
        // end
    }

    /** The session of a process that is no more. */
    public static OnlineSession resume(
            KsefContextClient company, String keptReference, byte[] keptKey, byte[] keptInitializationVector) {
        // snippet: resume
        try (ContentKey contentKey = ContentKey.of(keptKey, keptInitializationVector)) {
            return company.sessions().resumeOnline(ReferenceNumber.of(keptReference), contentKey);
        }
        // end
    }

    /** Everything is sent afterwards, nothing twice. */
    public static Map<InvoiceXml, SentInvoice> sendWhatIsMissing(OnlineSession session, List<Path> files) {
        // snippet: missing
        List<InvoiceXml> invoices = files.stream().map(InvoiceXml::read).toList();
        Map<InvoiceXml, SentInvoice> tickets = session.findAll(invoices);
        for (InvoiceXml invoice : invoices) {
            tickets.computeIfAbsent(invoice, missing -> session.send(missing, SendOptions.ONLINE));
        }
        // end
        return tickets;
    }

    /** Goes on with a rolling session of a client that has a key store. */
    public static Map<InvoiceXml, SentInvoice> sendWhatIsMissing(KsefContextClient company, List<InvoiceXml> invoices) {
        // snippet: rolling
        Sessions sessions = company.sessions();
        try (RollingOnlineSession rolling =
                sessions.resumeRollingOnline(FormCode.FA_3, RollOver.USUAL, sessions.keptSessions())) {
            Map<InvoiceXml, SentInvoice> tickets = rolling.findAll(invoices);
            for (InvoiceXml invoice : invoices) {
                tickets.computeIfAbsent(invoice, missing -> rolling.send(missing, SendOptions.ONLINE));
            }
            return tickets;
        }
        // end
    }
}
