package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.MadeCertificate.Kind;
import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.adapter.crypto.LocalSigner;
import dev.ksef.adapter.file.FileKeyStore;
import dev.ksef.adapter.file.FileTokenStore;
import dev.ksef.adapter.pkcs11.Pkcs11Token;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.PreparedSignIn;
import dev.ksef.domain.auth.XadesOptions;
import dev.ksef.domain.certificate.RenewalPlan;
import dev.ksef.domain.certificate.RenewedCertificate;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.domain.invoice.OfflineCodes;
import dev.ksef.domain.limit.SlidingRateLimiter;
import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.domain.session.RollOver;
import dev.ksef.domain.session.SendOptions;
import dev.ksef.domain.session.SentInvoice;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.certificate.CertificateRevocationReason;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.time.Deadline;
import dev.ksef.signature.request.SignatureDoctor;
import dev.ksef.signature.signing.DssXadesSigner;
import dev.ksef.simulator.AffectedCalls;
import dev.ksef.simulator.Fault;
import dev.ksef.testkit.server.CuttingProxy;
import dev.ksef.testkit.signing.SoftHsm;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every flow, watched by the log at its finest, meters and observations, with each logger of the JVM and both streams
 * overheard, each failure looked at with its causes, and each object that is handed out as text. Of the faults that spoil each
 * operation, five stand for the rest by default: a refusal, an error, a page, half an answer and a cut; {@code slow} are all.
 */
class EveryFlowTellsNoSecretTest extends Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final byte[] STORE_KEY = "key-of-files-0123456789abcdef-32".getBytes(StandardCharsets.US_ASCII);
    private static final String NUMBER = "POUFNE/77/2026";
    private static final String CUSTOMER = "Hurtownia-Sekretna-9";

    @TempDir
    private Path folder;

    private Overheard heard;
    private final SlidingRateLimiter limiter = SlidingRateLimiter.of(time);
    private final Needles needles = new Needles()
            .text(NUMBER, CUSTOMER, "98765.43", "Sprzedawca ąę")
            .text(new String(KeyFiles.password()), new String(STORE_KEY, StandardCharsets.US_ASCII));

    @BeforeEach
    void listen() {
        heard = Overheard.fromNowOn();
    }

    @AfterEach
    void nothingWasTold() {
        heard.close();
        needles.text(
                simulator.token(), simulator.token().substring(simulator.token().lastIndexOf('|') + 1));
        needles.text(WireSecrets.of(contract.exchanges()).toArray(String[]::new));
        assertThat(contract.exchanges()).as("the flow took place").isNotEmpty();
        assertThat(needles.foundIn(heard.everything()))
                .as("secrets that were told")
                .isEmpty();
        assertThat(needles.foundIn(heard.engine()))
                .as("the JDK's own log, if asked for: addresses, but nothing else")
                .allMatch(found -> found.startsWith(Overheard.ENGINE + ": 'sig="));
    }

    @Test
    void tokenSignIn_rightWrongAndRefreshed_andSignOut() {
        try (KsefClient client =
                overheard(Credentials.ksefToken(simulator.token())).build()) {
            KsefContextClient view = client.forNip(simulator.nip());
            heard.act(() -> view.authSessions().list(null, null));
            time.advance(Duration.ofMinutes(15));
            heard.act(() -> view.authSessions().list(null, null));
            heard.shown(client, view, view.tokens(), client.tokens(), client.tokenSignIn(), client.encryption());
            KsefContext.forNip(simulator.nip())
                    .run(() -> heard.act(
                            () -> client.inCurrentContext().authSessions().list(null, null)));
            heard.act(() -> KsefContext.forNip(simulator.nip()));
            heard.act(() -> view.tokens().bearer(Deadline.NEVER));
            view.signOut();
            heard.act(() -> view.tokens()
                    .under(dev.ksef.testkit.event.SampleEvents.REFERENCE)
                    .bearer(Deadline.NEVER));
        }
        String wrong = "20261102-EC-0|nip-5265877635|wrong-secret-of-a-token-0000";
        needles.text(wrong, "wrong-secret-of-a-token-0000");
        try (KsefClient client = overheard(Credentials.ksefToken(wrong)).build()) {
            heard.act(() -> client.forNip(simulator.nip()).authSessions().list(null, null));
            heard.shown(Credentials.ksefToken(wrong));
        }
    }

    @ParameterizedTest
    @EnumSource
    void certificateSignIn_byFiles(Kind kind) throws Exception {
        MadeCertificate made = MadeCertificate.person(kind, simulator.nip(), anHourAgo());
        needles.key(made.key().getEncoded());
        Path pem = Files.write(folder.resolve("certificate.pem"), KeyFiles.pem(made.certificate()));
        Path key = Files.write(folder.resolve("key.pem"), KeyFiles.encryptedPem(made.key()));
        Path store = Files.write(folder.resolve("keys.p12"), KeyFiles.pkcs12(Map.of("seal", made)));
        char[] wrong = "wrong-password-of-a-file".toCharArray();
        needles.text(new String(wrong));
        signIn(LocalSigner.pem(pem, key, KeyFiles.password()));
        signIn(LocalSigner.pkcs12(store, KeyFiles.password()));
        heard.act(() -> LocalSigner.pem(pem, key, wrong));
        heard.act(() -> LocalSigner.pkcs12(store, wrong));
        heard.act(() -> LocalSigner.pem(key, key, KeyFiles.password()));
        heard.act(() -> LocalSigner.pkcs12(key, KeyFiles.password()));
    }

    @Test
    void certificateSignIn_byAnHsm() {
        MadeCertificate made = MadeCertificate.person(Kind.EC, simulator.nip(), anHourAgo());
        heard.act(() -> company.authSessions().list(null, null));
        SoftHsm.Token hsm = SoftHsm.required().token();
        hsm.add("seal", made.key(), made.certificate());
        needles.key(made.key().getEncoded()).text(hsm.pin(), "0000-wrong-pin-1111");
        var unopened = Pkcs11Token.at(hsm.library()).slot(hsm.slot()).time(time);
        heard.act(
                () -> unopened.pin(label -> "0000-wrong-pin-1111".toCharArray()).open());
        try (Pkcs11Token token = unopened.pin(label -> hsm.pin().toCharArray()).open()) {
            heard.shown(token, unopened);
            signIn(token.signer("seal"));
        }
    }

    @Test
    void twoStepSignIn() {
        MadeCertificate made = MadeCertificate.person(Kind.EC, simulator.nip(), anHourAgo());
        needles.key(made.key().getEncoded());
        try (KsefClient client = overheard(Credentials.signedElsewhere(CredentialsId.of("board")))
                .build()) {
            heard.act(() -> client.forNip(simulator.nip()).authSessions().list(null, null));
            PreparedSignIn prepared = client.xadesSignIn()
                    .prepare(Nip.of(simulator.nip()), XadesOptions.USUAL, Deadline.after(PATIENCE, time));
            byte[] signed = made.signer(time).sign(prepared.request());
            heard.shown(prepared, prepared.request(), client.xadesSignIn(), made.signer(time));
            heard.act(() -> client.signIn(prepared, "no signature".getBytes(StandardCharsets.UTF_8)));
            heard.act(() -> client.signIn(prepared, signed).authSessions().list(null, null));
        }
    }

    @Test
    void session_sentWaitedForAndConfirmed() {
        byte[] raw = "content-key-of-a-session-32bytes".getBytes(StandardCharsets.US_ASCII);
        byte[] vector = "iv-of-16-bytes--".getBytes(StandardCharsets.US_ASCII);
        needles.bytes(raw).bytes(vector);
        try (KsefClient client =
                        overheard(Credentials.ksefToken(simulator.token())).build();
                ContentKey key = ContentKey.of(raw, vector)) {
            KsefContextClient view = client.forNip(simulator.nip());
            OnlineSession session = view.sessions().openOnline(FormCode.FA_3, key);
            InvoiceXml xml = InvoiceXml.of(secretInvoice(NUMBER));
            SentInvoice sent = session.send(xml, SendOptions.OFFLINE);
            AcceptedInvoice accepted = sent.await(PATIENCE);
            heard.shown(key, session, xml, sent, accepted, accepted.upo(), accepted.status(), view.sessions());
            heard.act(() -> session.find(xml));
            heard.act(() -> session.send(secretInvoice(NUMBER)).await(PATIENCE));
            SentInvoice broken =
                    session.send(InvoiceXml.of(spoiled("</Fa>", "")), SendOptions.OFFLINE.withoutPreFlight());
            heard.act(() -> broken.await(PATIENCE));
            heard.act(() -> session.send(
                    InvoiceXml.of(secretInvoice(NUMBER + "/K")), SendOptions.technicalCorrection(broken.hash())));
            heard.act(() -> session.send(
                    InvoiceXml.of(secretInvoice(NUMBER + "/L")), SendOptions.technicalCorrection(sent.hash())));
            session.close();
            var status = session.awaitProcessed(PATIENCE);
            heard.shown(status, status.upo().pages().get(0), session.upo());
            heard.act(() -> session.upo().page(status.upo().pages().get(0)));
            heard.act(() -> session.upo().page(status.upo().pages().get(0).referenceNumber()));
            heard.act(() -> session.send(secretInvoice(NUMBER)));
        }
    }

    /** Each says what is wrong without saying what is there. */
    @ParameterizedTest
    @ValueSource(strings = {"<P_2>", "</P_2>", "</Faktura>", "98765.43", "<KodWaluty>PLN", "<?xml", "<Faktura"})
    void invoiceThatIsRefusedHere(String piece) {
        try (KsefClient client =
                overheard(Credentials.ksefToken(simulator.token())).build()) {
            OnlineSession session = client.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3);
            for (String other : List.of("", "&" + CUSTOMER + ";", "<" + CUSTOMER + ">", CUSTOMER, "\u0001")) {
                heard.act(() -> session.send(spoiled(piece, other)));
            }
            session.close();
        }
    }

    @Test
    void sessionsThatRoll_andInvoicesReadBack() {
        try (KsefClient client =
                overheard(Credentials.ksefToken(simulator.token())).build()) {
            KsefContextClient view = client.forNip(simulator.nip());
            try (var rolling = view.sessions().openRollingOnline(FormCode.FA_3, RollOver.USUAL.withMostInvoices(1))) {
                AcceptedInvoice first =
                        rolling.send(secretInvoice(NUMBER + "/1")).await(PATIENCE);
                rolling.send(secretInvoice(NUMBER + "/2")).await(PATIENCE);
                heard.shown(rolling);
                heard.act(() -> view.invoices().await(first.ksefNumber(), PATIENCE));
                heard.act(() ->
                        view.invoices().find(first.ksefNumber()).orElseThrow().hash());
            }
            // A row is data that was asked for: it is no secret from whoever asked, and he has it as text if he wants.
            assertThat(view.invoices()
                            .list(InvoiceQuery.asSeller()
                                    .byPermanentStorageDate()
                                    .from(today())
                                    .build())
                            .invoices())
                    .isNotNull();
            heard.act(() -> view.limits().context());
            heard.act(() -> view.rateLimits().refresh());
            heard.shown(view.invoices(), view.rateLimits(), view.certificates(), limiter, limiter.save());
        }
    }

    @Test
    void certificates_enrolledRenewedAndRevoked_andCodesSigned() {
        MadeCertificate made = MadeCertificate.person(Kind.EC, simulator.nip(), anHourAgo());
        needles.key(made.key().getEncoded());
        try (KsefClient client = overheard(credentials(made.signer())).build()) {
            var certificates = client.forNip(simulator.nip()).certificates();
            LocalNewKey key = LocalNewKey.ecP256();
            KsefCertificate first = certificates
                    .enrol(CertificateType.AUTHENTICATION, "Pierwszy", key)
                    .await(PATIENCE);
            RenewedCertificate renewed = certificates.renew(
                    RenewalPlan.ofAuthentication(
                            first.certificateSerialNumber(), LocalNewKey.rsa2048(), this::credentials),
                    PATIENCE);
            renewed.revokeOld(CertificateRevocationReason.SUPERSEDED);
            heard.shown(key, first, renewed, renewed.signer(), certificates);
            LocalNewKey offline = LocalNewKey.ecP256();
            KsefCertificate issued = certificates
                    .enrol(CertificateType.OFFLINE, "Kody offline", offline)
                    .await(PATIENCE);
            var codes = new OfflineCodes(environment, offline.certified(List.of(issued.x509()), time), time);
            var facts = new InvoiceReader(new dev.ksef.adapter.crypto.JdkCryptoEngine())
                    .read(InvoiceXml.of(secretInvoice(NUMBER)));
            heard.shown(codes, codes.links(facts, Nip.of(simulator.nip())), issued);
        }
    }

    @Test
    void storesInFiles() {
        try (FileTokenStore tokens = FileTokenStore.open(folder.resolve("tokens"), STORE_KEY);
                FileKeyStore keys = FileKeyStore.open(folder.resolve("keys"), STORE_KEY);
                KsefClient client = overheard(Credentials.ksefToken(simulator.token()))
                        .tokenStore(tokens)
                        .keyStore(keys)
                        .build()) {
            KsefContextClient view = client.forNip(simulator.nip());
            OnlineSession session = view.sessions().openOnline(FormCode.FA_3);
            session.send(secretInvoice(NUMBER)).await(PATIENCE);
            keys.find(session.referenceNumber()).ifPresent(key -> {
                needles.bytes(key.key()).bytes(key.initializationVector());
                heard.shown(key);
            });
            var kept = new TokenKey(
                    environment.name(), view.context(), view.tokens().credentials());
            heard.shown(tokens, keys, tokens.find(kept), kept);
            session.close();
            heard.act(() -> FileTokenStore.open(
                    folder.resolve("tokens"), "short-key-1234".getBytes(StandardCharsets.US_ASCII)));
        }
        byte[] other = "another-key-0123456789abcdef--32".getBytes(StandardCharsets.US_ASCII);
        needles.bytes(other).text(new String(other, StandardCharsets.US_ASCII), "short-key-1234");
        try (FileTokenStore tokens = FileTokenStore.open(folder.resolve("tokens"), other);
                KsefClient client = overheard(Credentials.ksefToken(simulator.token()))
                        .tokenStore(tokens)
                        .build()) {
            heard.act(() -> client.forNip(simulator.nip()).authSessions().list(null, null));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"401-empty", "503", "html:200", "drop-after", "truncated"})
    void everyOperation_thatFails(String fault) {
        watchFailing(fault);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "401-empty",
                "429:1",
                "500",
                "502",
                "503",
                "html:200",
                "html:502",
                "drop-before",
                "drop-after",
                "truncated",
                "content-type:text/plain",
                "empty",
                "redirect-loop"
            })
    void everyOperation_thatFailsInAnyWay(String fault) {
        watchFailing(fault);
    }

    private void watchFailing(String fault) {
        try (KsefClient client =
                overheard(Credentials.ksefToken(simulator.token())).build()) {
            KsefContextClient view = client.forNip(simulator.nip()).within(Duration.ofSeconds(30));
            heard.act(() -> view.authSessions().list(null, null));
            OnlineSession session = view.sessions().openOnline(FormCode.FA_3);
            SentInvoice sent = session.send(secretInvoice(NUMBER));
            simulator.faults().add("*", AffectedCalls.all(), Fault.parse(fault));
            heard.act(() -> sent.await(Duration.ofSeconds(5)));
            heard.act(() -> session.send(secretInvoice(NUMBER + "/2")));
            heard.act(() -> view.sessions().openOnline(FormCode.FA_3));
            heard.act(() -> view.limits().context());
            heard.act(() -> view.forcingAuthentication().authSessions().list(null, null));
            heard.act(() -> {
                session.close();
                return session;
            });
            simulator.faults().clear();
        }
    }

    @Test
    void clientClosed_threadInterrupted_proxiesAndCutConnections() throws Exception {
        heard.act(() -> company.authSessions().list(null, null));
        KsefClient closed = overheard(Credentials.ksefToken(simulator.token())).build();
        KsefContextClient view = closed.forNip(simulator.nip());
        heard.act(() -> view.authSessions().list(null, null));
        Thread.currentThread().interrupt();
        heard.act(() -> view.authSessions().list(null, null));
        Thread.interrupted();
        closed.close();
        heard.act(() -> view.authSessions().list(null, null));
        URI server = URI.create("http://127.0.0.1:" + simulator.baseUri().getPort());
        try (CuttingProxy proxy = CuttingProxy.before(server);
                KsefClient client = overheard(Credentials.ksefToken(simulator.token()))
                        .environment(KsefEnvironment.custom("cut", proxy.uri() + "/v2", "http://127.0.0.1:1"))
                        .build()) {
            proxy.cutAfter("POST", "/invoices").cutBefore("POST", "/close");
            OnlineSession session = client.forNip(simulator.nip()).sessions().openOnline(FormCode.FA_3);
            heard.act(() -> session.send(secretInvoice(NUMBER)).await(PATIENCE));
            session.close();
        }
        try (KsefClient client = overheard(Credentials.ksefToken(simulator.token()))
                .http(http -> http.proxy(ProxySelector.of(new InetSocketAddress("127.0.0.1", 1))))
                .build()) {
            heard.act(() -> client.forNip(simulator.nip()).authSessions().list(null, null));
        }
    }

    private void signIn(Signer signer) {
        try (KsefClient client = overheard(credentials(signer)).build()) {
            heard.act(() -> client.forNip(simulator.nip()).authSessions().list(null, null));
            heard.shown(signer, credentials(signer), client);
        }
    }

    private Credentials credentials(Signer signer) {
        return Credentials.certificate(DssXadesSigner.of(signer).withTime(time));
    }

    private KsefClient.Builder overheard(Credentials credentials) {
        heard.shown(credentials);
        return KsefClient.builder()
                .environment(environment)
                .credentials(credentials)
                .xadesCheck(SignatureDoctor.of(environment, time))
                .time(time)
                .rateLimiter(limiter)
                .listener(events)
                .listener(heard)
                .listener(KsefLogging.toSystemLogger());
    }

    private byte[] secretInvoice(String number) {
        return AnInvoice.of(simulator.nip(), number, today())
                .buyerOther("DE", CUSTOMER)
                .amounts("<P_13_1>80297.91</P_13_1><P_14_1>18467.52</P_14_1><P_15>98765.43</P_15>")
                .xml();
    }

    private byte[] spoiled(String piece, String other) {
        return new String(secretInvoice(NUMBER), StandardCharsets.UTF_8)
                .replace(piece, other)
                .getBytes(StandardCharsets.UTF_8);
    }

    private Instant anHourAgo() {
        return time.instant().minus(Duration.ofHours(1));
    }
}
