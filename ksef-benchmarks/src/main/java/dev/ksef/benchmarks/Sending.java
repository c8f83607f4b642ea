package dev.ksef.benchmarks;

import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.benchmarks.report.InTurns;
import dev.ksef.benchmarks.report.Report;
import dev.ksef.benchmarks.sample.LocalKey;
import dev.ksef.benchmarks.sample.LongInvoice;
import dev.ksef.domain.crypto.EncryptionKey;
import dev.ksef.domain.crypto.EncryptionService;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.domain.preflight.InvoiceDestination;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.Sessions;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.transport.RecordingStorage;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What does sending an invoice cost before it leaves, from the caller's bytes to the body of the request? Beside it stand the
 * JDK's steps that nobody can leave out: encryption, two hashes and Base64; and beside the check and the facts the JDK's streaming
 * parser, which looks at every event and does nothing with it.
 */
public final class Sending {

    private static final Instant NOW = Instant.parse("2026-11-02T11:00:00Z");
    private static final int USUAL = 10_000;
    /** Nearly the largest there is without attachments. */
    private static final int LARGE = 950_000;

    private static final String STEPS = "encrypt, two hashes, Base64";

    private final byte[] key = new byte[ContentKey.KEY_BYTES];
    private final byte[] vector = new byte[ContentKey.IV_BYTES];
    private final CryptoEngine crypto = new JdkCryptoEngine();
    private final JsonOnlySending transport = new JsonOnlySending();
    private final PreFlight preFlight = PreFlight.of(KsefEnvironment.PRODUCTION);
    private final InvoiceDestination destination = InvoiceDestination.online(FormCode.FA_3, NOW);
    private final InvoiceReader reader = new InvoiceReader(crypto);
    private final XMLInputFactory xml = XMLInputFactory.newDefaultFactory();

    private Sending() {
        xml.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        xml.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    }

    /** @param arguments {@code --write FILE}, or nothing */
    public static void main(String[] arguments) {
        Report report = Report.of(Sending.class, arguments);
        new Sending().measure(report);
        report.finish();
    }

    private void measure(Report report) {
        byte[] usual = invoice(USUAL);
        OnlineSession session = session();
        var sending = new InTurns()
                .way("send", () -> {
                    session.send(usual);
                    return transport.body();
                })
                .way(STEPS, () -> steps(usual));
        reading(sending, "10 kB", InvoiceXml.of(usual));
        sending.measure();
        var large =
                reading(new InTurns(), "950 kB", InvoiceXml.of(invoice(LARGE))).measure();
        InTurns.head(report);
        sending.compare(report, "send", STEPS, "at most 2.5", "");
        sending.compare(report, "bare StAX, 10 kB", STEPS, "", "");
        figures(report, sending, "10 kB");
        figures(report, large, "950 kB");
    }

    private InTurns reading(InTurns ways, String size, InvoiceXml invoice) {
        if (!preFlight.check(invoice, destination).isClear()) {
            throw new IllegalStateException("The invoice of the benchmark breaks a rule");
        }
        return ways.way("check and facts, " + size, () -> both(invoice))
                .way("check, " + size, () -> preFlight.check(invoice, destination))
                .way("facts, " + size, () -> reader.read(invoice))
                .way("bare StAX, " + size, () -> bareStax(invoice));
    }

    private static void figures(Report report, InTurns ways, String size) {
        String bare = "bare StAX, " + size;
        ways.compare(report, "check and facts, " + size, bare, "at most 1.2", "");
        ways.compare(report, "check, " + size, bare, "", "");
        ways.compare(report, "facts, " + size, bare, "", "");
    }

    private Object both(InvoiceXml invoice) {
        return preFlight.checkAndRead(invoice, destination, crypto);
    }

    private Object steps(byte[] plain) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain);
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
        byte[] encrypted = cipher.doFinal(plain);
        byte[] encryptedHash = MessageDigest.getInstance("SHA-256").digest(encrypted);
        return List.of(hash, encryptedHash, Base64.getEncoder().encode(encrypted));
    }

    private Object bareStax(InvoiceXml invoice) throws XMLStreamException {
        XMLStreamReader events = xml.createXMLStreamReader(invoice.openStream());
        int seen = 0;
        while (events.hasNext()) {
            seen += events.next();
        }
        events.close();
        return seen;
    }

    private OnlineSession session() {
        Time time = Time.system();
        EncryptionKey wrapping =
                EncryptionKey.of(LocalKey.of("rsa").certificate().publicKey());
        var encryption = EncryptionService.builder(transport, crypto, () -> NOW, time)
                .preload(List.of(wrapping))
                .build();
        BearerSource bearer = BearerSource.of(new AccessToken("a", OffsetDateTime.MAX));
        return Sessions.builder(
                        KsefEnvironment.PRODUCTION,
                        transport,
                        new CallScope(null, bearer, Duration.ofMinutes(2), Deadline.NEVER),
                        encryption,
                        crypto,
                        new RecordingStorage(),
                        () -> NOW,
                        time)
                .build()
                .openOnline(FormCode.FA_3, ContentKey.of(key, vector));
    }

    private static byte[] invoice(int bytes) {
        return LongInvoice.ofAtLeast(bytes).getBytes(StandardCharsets.UTF_8);
    }
}
