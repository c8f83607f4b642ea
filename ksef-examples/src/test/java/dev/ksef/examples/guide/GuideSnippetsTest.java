package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.adapter.crypto.JdkCryptoEngine;
import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.adapter.crypto.LocalSigner;
import dev.ksef.adapter.crypto.SelfSigned;
import dev.ksef.adapter.file.FileKeyStore;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.certificate.Certificates;
import dev.ksef.domain.certificate.RenewalPlan;
import dev.ksef.domain.certificate.RenewedCertificate;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.domain.invoice.LinkVerdict;
import dev.ksef.domain.invoice.OfflineCodes;
import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.SendOptions;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.examples.OfficialContract;
import dev.ksef.examples.SampleInvoice;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.certificate.CertificateStatus;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.error.KsefRenewalException;
import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.model.finding.InvoiceRule;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.link.OfflineLinks;
import dev.ksef.openapi.SharedFolder;
import dev.ksef.pdf.InvoiceRenderer;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.time.Time;
import dev.ksef.signature.signing.DssXadesSigner;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.testkit.store.MemoryKeyStore;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets of the guide, run. */
class GuideSnippetsTest {

    private final OfficialContract contract = new OfficialContract();
    private final KsefSimulator simulator =
            KsefSimulator.builder().observer(contract).start();
    private final KsefEnvironment environment =
            KsefEnvironment.custom("simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl");
    private final KsefClient ksef = FirstInvoice.client(environment, simulator.token());
    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/Warsaw"));

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        ksef.close();
        simulator.close();
        assertThat(contract.violations())
                .as("exchanges that the official file does not allow")
                .isEmpty();
    }

    @Test
    void firstInvoice_isAccepted_withUpoAndCode() throws IOException {
        AcceptedInvoice accepted = FirstInvoice.send(
                ksef, simulator.nip(), file("FV/1", today), Files.createDirectory(folder.resolve("out")));
        assertThat(accepted.ksefNumber().isValid()).isTrue();
        assertThat(folder.resolve("out/upo.xml"))
                .content()
                .contains(accepted.ksefNumber().value());
        assertThat(folder.resolve("out/kod1.png")).isNotEmptyFile();
    }

    @Test
    void outcome_ofAGoodInvoiceAndOfItsDuplicate() throws IOException {
        try (OnlineSession session = open()) {
            assertThat(FirstInvoice.outcome(session, file("FV/1", today))).startsWith("accepted as " + simulator.nip());
            assertThat(FirstInvoice.outcome(session, file("FV/1", today.minusDays(1))))
                    .startsWith("refused: 440");
        }
    }

    @Test
    void refusals_areSeenBefore_withTheirRemedies() throws IOException {
        try (OnlineSession session = open()) {
            assertThat(Refusals.send(session, file("FV/1", today.plusDays(2))))
                    .extracting(InvoiceFinding::rule)
                    .containsExactly(InvoiceRule.ISSUE_DATE);
            assertThat(Refusals.send(session, file("FV/1", today))).isEmpty();
            InvoiceXml unchecked = InvoiceXml.read(file("FV/2", today.plusDays(2)));
            assertThat(Refusals.sendUnchecked(session, unchecked)
                            .status()
                            .status()
                            .code())
                    .as("KSeF refuses it, too")
                    .isNotEqualTo(200);
        }
    }

    @Test
    void schemas_areLookedAt_whereTheyAre() throws IOException {
        assumeTrue(SharedFolder.find().isPresent(), "SKIPPED: the official schemas are not here");
        Path schemas = SharedFolder.find().orElseThrow().resolve("xsd");
        assertThat(Refusals.check(file("FV/1", today), schemas).errors()).isEmpty();
        Path broken = file("FV/1", today);
        Files.writeString(broken, Files.readString(broken).replace("<P_12>23<", "<P_12>24<"));
        assertThat(Refusals.check(broken, schemas).errors())
                .extracting(InvoiceFinding::rule)
                .containsOnly(InvoiceRule.SCHEMA);
        try (KsefClient strict = Refusals.client(environment, simulator.token(), schemas);
                OnlineSession session =
                        strict.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3)) {
            assertThat(Refusals.send(session, broken)).isNotEmpty();
        }
    }

    @Test
    void crashedProcess_isGoneOnWith_andNothingIsSentTwice() throws IOException {
        Map<String, byte[][]> vault = new HashMap<>();
        List<Path> files = List.of(file("FV/1", today), file("FV/2", today), file("FV/3", today));
        OnlineSession before = CrashRecovery.open(
                ksef.forNip(simulator.nip()), (session, key, vector) -> vault.put(session, new byte[][] {key, vector}));
        before.send(files.get(1));

        String reference = before.referenceNumber().value();
        try (KsefClient restarted = FirstInvoice.client(environment, simulator.token());
                OnlineSession session = CrashRecovery.resume(
                        restarted.forNip(simulator.nip()),
                        reference,
                        vault.get(reference)[0],
                        vault.get(reference)[1])) {
            Map<InvoiceXml, SentInvoice> tickets = CrashRecovery.sendWhatIsMissing(session, files);
            assertThat(tickets).hasSize(3);
            for (SentInvoice ticket : tickets.values()) {
                assertThat(ticket.await(Duration.ofMinutes(1)).ksefNumber()).isNotNull();
            }
            assertThat(session.status().invoiceCount()).isEqualTo(3);
            assertThat(tickets.get(InvoiceXml.read(files.get(1))).options())
                    .as("how the first process sent it is not known here")
                    .isEqualTo(Optional.empty());
        }
    }

    @Test
    void programWithStores_goesOnWithItsSession() throws IOException {
        List<Path> files = List.of(file("FV/1", today), file("FV/2", today));
        byte[] secret = "a secret of thirty-two bytes ...".getBytes(StandardCharsets.US_ASCII);
        Path keyFolder = folder.resolve("keys");
        ReferenceNumber started;
        try (FileKeyStore keys = FileKeyStore.open(keyFolder, secret);
                KsefClient dead = settings().keyStore(keys).build()) {
            OnlineSession session = dead.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3);
            session.send(files.get(0));
            started = session.referenceNumber();
        }
        CrashRecovery.sendWithStores(settings(), simulator.nip(), keyFolder, folder.resolve("tokens"), secret, files);
        var ended =
                ksef.forNip(simulator.nip()).sessions().resumeOnline(started, new JdkCryptoEngine().newContentKey());
        assertThat(ended.awaitProcessed(Duration.ofMinutes(1)).successfulInvoiceCount())
                .isEqualTo(2);
    }

    @Test
    void simulatorOfThePage_isReachedAtItsPort() {
        try (KsefClient client =
                FirstInvoice.client(FirstInvoice.simulator(simulator.baseUri().getPort()), simulator.token())) {
            assertThat(client.forNip(simulator.nip())
                            .sessions()
                            .openOnline(FormCode.FA_3)
                            .referenceNumber())
                    .isNotNull();
        }
    }

    @Test
    void crashedRollingSession_isGoneOnWith_byTheKeyStoreAlone() throws IOException {
        var keys = new MemoryKeyStore();
        List<InvoiceXml> invoices = List.of(InvoiceXml.read(file("FV/1", today)), InvoiceXml.read(file("FV/2", today)));
        try (KsefClient dead = withKeyStore(keys)) {
            dead.forNip(simulator.nip())
                    .sessions()
                    .openRollingOnline(FormCode.FA_3)
                    .send(invoices.get(0), SendOptions.ONLINE);
        }
        try (KsefClient restarted = withKeyStore(keys)) {
            Map<InvoiceXml, SentInvoice> tickets =
                    CrashRecovery.sendWhatIsMissing(restarted.forNip(simulator.nip()), invoices);
            for (InvoiceXml invoice : invoices) {
                assertThat(tickets.get(invoice).await(Duration.ofMinutes(1)).ksefNumber())
                        .isNotNull();
            }
            assertThat(restarted.forNip(simulator.nip()).sessions().keptSessions())
                    .isEmpty();
        }
    }

    private KsefClient.Builder settings() {
        return KsefClient.builder().environment(environment).credentials(Credentials.ksefToken(simulator.token()));
    }

    private KsefClient withKeyStore(MemoryKeyStore keys) {
        return settings().keyStore(keys).build();
    }

    @Test
    void certificate_isSeenToExpire_renewed_andGoneOnWithAfterAStop() {
        LocalSigner seal = SelfSigned.seal("Piekarnia", Nip.of(simulator.nip())).signer();
        try (KsefClient signed = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.certificate(DssXadesSigner.of(seal)))
                .build()) {
            KsefContextClient company = signed.forNip(simulator.nip());
            Certificates certificates = company.certificates();
            CertificateSerialNumber first = certificates
                    .enrol(CertificateType.AUTHENTICATION, "Piekarnia 2026", LocalNewKey.ecP256())
                    .await(Duration.ofMinutes(1))
                    .certificateSerialNumber();
            assertThat(CertificateRenewal.expiring(company))
                    .as("it has two years")
                    .isEmpty();

            List<Signer> inUse = new ArrayList<>();
            RenewedCertificate renewed = CertificateRenewal.renew(
                    company,
                    certificates.find(first).orElseThrow(),
                    LocalNewKey.ecP256(),
                    signer -> Credentials.certificate(DssXadesSigner.of(signer)),
                    inUse::add);
            assertThat(inUse).containsExactly(renewed.signer());
            assertThat(certificates.find(first).orElseThrow().is(CertificateStatus.ACTIVE))
                    .isFalse();

            LocalNewKey key = LocalNewKey.ecP256();
            RenewalPlan mistaken = RenewalPlan.ofAuthentication(
                    renewed.serialNumber(), key, signer -> Credentials.ksefToken("20261102-EC-0|nip|0000"));
            var unfinished = catchThrowableOfType(
                    KsefRenewalException.class, () -> certificates.renew(mistaken, Duration.ofMinutes(1)));
            RenewalPlan right = RenewalPlan.ofAuthentication(
                    renewed.serialNumber(), key, signer -> Credentials.certificate(DssXadesSigner.of(signer)));
            RenewedCertificate resumed = CertificateRenewal.resume(company, right, unfinished);
            assertThat(CertificateRenewal.goOn(company, "Piekarnia 2026", right)
                            .orElseThrow()
                            .serialNumber())
                    .isEqualTo(resumed.serialNumber());
        }
    }

    @Test
    void offlineInvoice_hasBothCodes_andIsSentLater() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        X509Certificate certificate = offlineCertificate(pair);
        Signer signer = OfflineInvoiceCodes.signer(certificate, (algorithm, digest) -> {
            Signature service = Signature.getInstance("NONEwithECDSA");
            service.initSign(pair.getPrivate());
            service.update(digest);
            return service.sign();
        });
        Path invoice = file("FV/1", today);
        Path out = Files.createDirectory(folder.resolve("codes"));
        OfflineLinks links = OfflineInvoiceCodes.print(environment, signer, simulator.nip(), invoice, out);
        assertThat(out.resolve("kod1.png")).isNotEmptyFile();
        assertThat(out.resolve("kod2.png")).isNotEmptyFile();
        assertThat(out.resolve("both.svg")).content().startsWith("<svg");

        var codes = new OfflineCodes(environment, signer, Time.system());
        assertThat(Printing.offline(InvoiceRenderer.polish(), codes, InvoiceXml.read(invoice), Nip.of(simulator.nip())))
                .startsWith("%PDF-".getBytes(StandardCharsets.US_ASCII));
        InvoiceFacts facts = new InvoiceReader(new JdkCryptoEngine()).read(InvoiceXml.read(invoice));
        String scanned = links.certificate().toString();
        assertThat(OfflineInvoiceCodes.check(environment, scanned, facts, certificate)
                        .fits())
                .isTrue();
        assertThat(OfflineInvoiceCodes.check(environment, scanned + "==", facts, certificate)
                        .misfits())
                .containsExactly(LinkVerdict.Misfit.SIGNATURE_PADDED);
        try (OnlineSession session = open()) {
            AcceptedInvoice accepted =
                    OfflineInvoiceCodes.sendLater(session, invoice).await(Duration.ofMinutes(1));
            assertThat(accepted.verificationLink().uri())
                    .as("what was printed leads to what was accepted")
                    .isEqualTo(links.invoice().uri());
        }
    }

    private static X509Certificate offlineCertificate(KeyPair pair) throws Exception {
        var name = new X500Name("CN=Piekarnia (offline),C=PL");
        Instant now = Instant.now();
        return new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                new X500Name("CN=CCK KSeF TEST,C=PL"),
                                new BigInteger("01F20A5D352AE590", 16),
                                Date.from(now.minusSeconds(60)),
                                Date.from(now.plusSeconds(3600)),
                                name,
                                pair.getPublic())
                        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.nonRepudiation))
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private OnlineSession open() {
        return ksef.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3);
    }

    private Path file(String number, LocalDate issued) throws IOException {
        byte[] xml = SampleInvoice.xml(Nip.of(simulator.nip()), number, issued, Instant.now());
        Path file = folder.resolve(number.replace('/', '-') + ".xml");
        return Files.writeString(file, new String(xml, StandardCharsets.UTF_8));
    }
}
