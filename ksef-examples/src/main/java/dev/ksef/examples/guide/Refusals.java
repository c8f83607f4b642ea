package dev.ksef.examples.guide;

import dev.ksef.KsefClient;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.preflight.InvoiceDestination;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.preflight.PreFlightReport;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SendOptions;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.error.KsefInvalidInvoiceException;
import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.model.finding.InvoiceRule;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** The snippets of "What KSeF refuses and how to see it before". */
public final class Refusals {

    private Refusals() {}

    /** What would be refused, without a client. */
    public static PreFlightReport check(Path file, Path schemas) {
        // snippet: check
        PreFlight preFlight = PreFlight.of(KsefEnvironment.PRODUCTION).schemas(schemas);
        PreFlightReport report =
                preFlight.check(InvoiceXml.read(file), InvoiceDestination.online(FormCode.FA_3, Instant.now()));
        for (InvoiceFinding finding : report.errors()) {
            System.out.println(finding + ": " + finding.remedy());
        }
        // end
        return report;
    }

    /** A client with rules of one's own. */
    public static KsefClient client(KsefEnvironment environment, String ksefToken, Path schemas) {
        // snippet: client
        KsefClient ksef = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(ksefToken))
                .preFlight(rules -> rules.schemas(schemas)
                        .refusing(InvoiceRule.NIP_CHECKSUM)
                        .without(InvoiceRule.CHARACTERS))
                .build();
        // end
        return ksef;
    }

    /** All that is wrong with an invoice, or nothing if it was sent. */
    public static List<InvoiceFinding> send(OnlineSession session, Path file) {
        // snippet: send
        try {
            session.send(file);
            return List.of();
        } catch (KsefInvalidInvoiceException invalid) {
            return invalid.findings();
        }
        // end
    }

    /** KSeF is the judge. */
    public static SentInvoice sendUnchecked(OnlineSession session, InvoiceXml invoice) {
        // snippet: unchecked
        SentInvoice sent = session.send(invoice, SendOptions.ONLINE.withoutPreFlight());
        // end
        return sent;
    }
}
