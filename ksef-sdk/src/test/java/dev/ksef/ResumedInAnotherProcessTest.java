package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.model.FormCode;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.model.session.SessionStatus;
import dev.ksef.simulator.SimulatorBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ResumedInAnotherProcessTest extends Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The other process has a clock of its own, which does not move this one. */
    @Override
    SimulatorBuilder settings() {
        return super.settings().authenticationDelay(Duration.ZERO).processingDelay(Duration.ZERO);
    }

    @Test
    void session_isSentToAndClosedByAnotherProcess_andBothInvoicesAreSeenHere() throws Exception {
        try (ContentKey contentKey = new JdkCryptoEngine().newContentKey()) {
            OnlineSession session = company.sessions().openOnline(FormCode.FA_3, contentKey);
            SentInvoice here = session.send(invoice("FV/here"));

            String elsewhere = resumeElsewhere(session, contentKey);

            SessionStatus processed = session.awaitProcessed(PATIENCE);
            assertThat(processed.successfulInvoiceCount()).isEqualTo(2);
            assertThat(session.invoices().map(SessionInvoice::referenceNumber).map(Object::toString))
                    .containsExactly(here.referenceNumber().value(), elsewhere);
            session.close();
            assertThat(contract.log())
                    .filteredOn(line -> line.endsWith("/close 204"))
                    .as("the other process closed it")
                    .hasSize(1);
        }
    }

    private String resumeElsewhere(OnlineSession session, ContentKey contentKey) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ResumingProcess.class.getName(),
                        simulator.baseUri().toString(),
                        simulator.nip(),
                        session.referenceNumber().value(),
                        today().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            handOver(contentKey, process);
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("it ends").isTrue();
            assertThat(process.exitValue()).as(printed).isZero();
            return printed.strip();
        } finally {
            process.destroyForcibly();
        }
    }

    private void handOver(ContentKey contentKey, Process process) throws IOException {
        byte[] key = contentKey.key();
        byte[] vector = contentKey.initializationVector();
        try (OutputStream out = process.getOutputStream()) {
            out.write((simulator.token() + "\n").getBytes(StandardCharsets.UTF_8));
            out.write(Base64.getEncoder().encode(key));
            out.write('\n');
            out.write(Base64.getEncoder().encode(vector));
            out.write('\n');
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(vector, (byte) 0);
        }
    }
}
