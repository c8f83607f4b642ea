package dev.ksef.examples.guide;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.qr.QrCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The snippets of "Send your first invoice". */
public final class FirstInvoice {

    private FirstInvoice() {}

    /** A simulator on this machine, started with {@code --port} and this number. */
    public static KsefEnvironment simulator(int port) {
        // snippet: simulator
        String address = "http://127.0.0.1:" + port;
        KsefEnvironment environment = KsefEnvironment.custom("simulator", address + "/v2", address);
        // end
        return environment;
    }

    /** A client, which makes no call yet. */
    public static KsefClient client(KsefEnvironment environment, String ksefToken) {
        // snippet: client
        KsefClient ksef = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(ksefToken))
                .build();
        // end
        return ksef;
    }

    /** One invoice from file to confirmation. */
    public static AcceptedInvoice send(KsefClient ksef, String nip, Path invoice, Path folder) throws IOException {
        // snippet: send
        KsefContextClient company = ksef.forNip(nip);
        try (OnlineSession session = company.sessions().openOnline(FormCode.FA_3)) {
            AcceptedInvoice accepted = session.send(invoice).await(Duration.ofMinutes(2));
            Files.write(folder.resolve("upo.xml"), accepted.upo().bytes());
            Files.write(folder.resolve("kod1.png"), QrCode.png(accepted.verificationLink()));
            return accepted;
        }
        // end
    }

    /** What became of an invoice, in a sentence. */
    public static String outcome(OnlineSession session, Path invoice) {
        // snippet: refused
        var sent = session.send(invoice);
        try {
            return "accepted as " + sent.await(Duration.ofMinutes(2)).ksefNumber();
        } catch (KsefProcessingException refused) {
            return "refused: " + refused.status().code() + " "
                    + refused.status().details();
        } catch (KsefDeadlineException late) {
            return "not decided yet: ask for " + sent.referenceNumber() + " later";
        }
        // end
    }
}
