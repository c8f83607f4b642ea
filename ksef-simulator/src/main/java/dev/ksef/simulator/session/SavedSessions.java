package dev.ksef.simulator.session;

import dev.ksef.simulator.auth.SignInMethod;
import dev.ksef.simulator.auth.SignInProof;
import dev.ksef.simulator.auth.TaxpayerToken;
import dev.ksef.simulator.auth.TaxpayerTokens;
import dev.ksef.simulator.crypto.Sha256Base64;
import dev.ksef.simulator.identifier.InvoiceReference;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.invoice.InvoiceArchive;
import dev.ksef.simulator.invoice.InvoiceStructure;
import dev.ksef.simulator.invoice.InvoiceVerdict;
import dev.ksef.simulator.invoice.RejectedInvoice;
import dev.ksef.simulator.invoice.StoredInvoice;
import dev.ksef.simulator.invoice.TakenInvoice;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.storage.ByteShelf;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.ProcessingStatus;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The sessions in the saved state of a simulator: those that had ended, with their invoices and UPO. */
public final class SavedSessions implements Stateful {

    private final InstantSource clock;
    private final SessionRegister sessions;
    private final TechnicalCorrections corrections;
    private final TaxpayerTokens tokens;
    private final InvoiceArchive archive;
    private final ByteShelf shelf;
    private final Function<SimulatedSession, List<SignedUpoPage>> upoPages;

    /**
     * Saves and restores the sessions of a register.
     *
     * @param corrections learns of the invoices that are restored
     * @param tokens has the tokens that were signed in with, before the sessions are restored
     * @param archive has the invoices that were taken, before the sessions are restored
     * @param shelf keeps the UPO
     * @param upoPages makes the UPO of a session that had none yet
     */
    public SavedSessions(
            InstantSource clock,
            SessionRegister sessions,
            TechnicalCorrections corrections,
            TaxpayerTokens tokens,
            InvoiceArchive archive,
            ByteShelf shelf,
            Function<SimulatedSession, List<SignedUpoPage>> upoPages) {
        this.clock = clock;
        this.sessions = sessions;
        this.corrections = corrections;
        this.tokens = tokens;
        this.archive = archive;
        this.shelf = shelf;
        this.upoPages = upoPages;
    }

    @Override
    public String section() {
        return "sessions";
    }

    @Override
    public void save(Consumer<ObjectNode> rows) {
        Instant now = clock.instant();
        List<SimulatedSession> ended =
                sessions.newestFirst().filter(session -> session.ended(now)).toList();
        // The oldest first, so that they keep their order.
        for (int i = ended.size() - 1; i >= 0; i--) {
            rows.accept(json(ended.get(i), now));
        }
    }

    private static ObjectNode json(SimulatedSession session, Instant now) {
        SessionTerms terms = session.terms();
        ObjectNode json = JsonTrees.object()
                .put("referenceNumber", terms.referenceNumber())
                .put("context", terms.context().value())
                .put("form", terms.form().name())
                .put("openedAt", terms.openedAt().toString())
                .put("processingDelay", terms.processingDelay().toString())
                .put("online", session.online())
                .put("closedAt", session.closedAt(now).map(Instant::toString).orElse(null))
                .put("updatedAt", session.updatedAt(now).toString());
        json.set("status", session.status(now).json());
        json.set("proof", json(terms.proof()));
        ArrayNode author = json.putArray("author");
        terms.author().forEach(identifier -> author.add(identifier.json()));
        ArrayNode invoices = json.putArray("invoices");
        session.invoices(now).all().forEach(invoice -> invoices.add(json(invoice)));
        ArrayNode pages = json.putArray("upo");
        session.madeUpoPages()
                .forEach(page -> pages.add(JsonTrees.object()
                        .put("referenceNumber", page.referenceNumber())
                        .put("document", Base64.getEncoder().encodeToString(page.document()))));
        return json;
    }

    private static ObjectNode json(SignInProof proof) {
        ObjectNode json =
                JsonTrees.object().put("method", proof.method().name()).put("documentHash", proof.documentHash());
        TaxpayerToken token = proof.token();
        if (token != null) {
            json.put("token", token.referenceNumber())
                    .put("context", token.context().value());
        }
        return json;
    }

    private static ObjectNode json(JudgedInvoice invoice) {
        InvoiceVerdict verdict = invoice.verdict();
        ObjectNode json = JsonTrees.object()
                .put("referenceNumber", invoice.referenceNumber())
                .put("hash", invoice.invoiceHash())
                .put("fileName", invoice.fileName())
                .put("sentAt", invoice.sentAt().toString())
                .put("processingFrom", invoice.processingFrom().toString())
                .put("acquiredAt", invoice.acquiredAt().toString());
        TakenInvoice taken = verdict.accepted();
        if (taken != null) {
            return json.put("ksefNumber", taken.ksefNumber().toString());
        }
        json.set("status", verdict.status().json());
        return json.put("number", verdict.invoiceNumber()).put("offline", verdict.offline());
    }

    @Override
    public void restore(SavedRow row) {
        SessionTerms terms = new SessionTerms(
                sessions.nextPosition(),
                row.text("referenceNumber"),
                row.as("context", LoginContext::saved),
                proof(row.object("proof")),
                row.rows("author").stream().map(SubjectId::saved).toList(),
                row.as("form", InvoiceStructure::valueOf),
                row.instant("openedAt"),
                row.duration("processingDelay"));
        EndedSession.Outcome outcome = new EndedSession.Outcome(
                row.flag("online"),
                status(row.object("status")),
                row.optionalInstant("closedAt"),
                row.instant("updatedAt"));
        SessionInvoices invoices = new SessionInvoices();
        for (SavedRow saved : row.rows("invoices")) {
            JudgedInvoice invoice = invoice(invoices.size() + 1, saved);
            invoices.add(invoice);
            corrections.note(terms.context(), invoice, corrected(invoice));
        }
        List<SignedUpoPage> upo = row.rows("upo").stream()
                .map(page -> new SignedUpoPage(page.text("referenceNumber"), shelf.keep(page.bytes("document"))))
                .toList();
        sessions.add(new EndedSession(terms, outcome, invoices, upo.isEmpty() ? upoPages : session -> upo));
    }

    /** The hash of the invoice that this one corrected, if it did. */
    private @Nullable Sha256Base64 corrected(JudgedInvoice invoice) {
        TakenInvoice taken = invoice.verdict().accepted();
        StoredInvoice stored = taken == null
                ? null
                : archive.find(taken.ksefNumber().toString()).orElse(null);
        return stored == null ? null : stored.hashOfCorrectedInvoice();
    }

    /** The subject of a certificate is not saved: once a session is open, only the author's identifiers are asked for. */
    private SignInProof proof(SavedRow row) {
        TaxpayerToken token = row.optionalText("token") == null ? null : token(row);
        return new SignInProof(
                row.as("method", SignInMethod::valueOf), token, null, false, row.optionalText("documentHash"));
    }

    private TaxpayerToken token(SavedRow row) {
        return tokens.find(row.as("context", LoginContext::saved), row.text("token"))
                .orElseThrow(
                        () -> new IllegalArgumentException("a session was opened with a token that the state lacks"));
    }

    private static ProcessingStatus status(SavedRow row) {
        return ProcessingStatus.saved(row.number("code"), row.text("description"), row.texts("details"), row.json());
    }

    private JudgedInvoice invoice(int ordinalNumber, SavedRow row) {
        return new JudgedInvoice(
                ordinalNumber,
                row.as("referenceNumber", text -> InvoiceReference.of(text).orElseThrow(IllegalArgumentException::new)),
                row.as("hash", Sha256Base64::of),
                row.optionalText("fileName"),
                row.instant("sentAt"),
                row.instant("processingFrom"),
                row.instant("acquiredAt"),
                verdict(row));
    }

    private InvoiceVerdict verdict(SavedRow row) {
        String ksefNumber = row.optionalText("ksefNumber");
        if (ksefNumber == null) {
            return new RejectedInvoice(status(row.object("status")), row.optionalText("number"), row.flag("offline"));
        }
        return archive.find(ksefNumber)
                .map(StoredInvoice::taken)
                .orElseThrow(() -> new IllegalArgumentException("a session has an invoice that the state lacks"));
    }
}
