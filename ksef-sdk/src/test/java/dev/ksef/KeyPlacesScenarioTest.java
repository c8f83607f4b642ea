package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.MadeCertificate.Kind;
import dev.ksef.adapter.crypto.CertificationRequests;
import dev.ksef.adapter.crypto.LocalSigner;
import dev.ksef.adapter.pkcs11.NewKeyType;
import dev.ksef.adapter.pkcs11.Pkcs11Token;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.InternalId;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.signing.NewKey;
import dev.ksef.port.signing.Signer;
import dev.ksef.signature.request.SignatureDoctor;
import dev.ksef.signature.signing.DssXadesSigner;
import dev.ksef.testkit.signing.SoftHsm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Signing in with keys wherever they live: in files, behind a function, in an HSM. */
class KeyPlacesScenarioTest extends Scenario {

    private static final int AT_ONCE = 50;
    private static final int PATIENCE_SECONDS = 120;
    private static final Duration ISSUED_WITHIN = Duration.ofMinutes(10);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Kind.class)
    void encryptedPem_signsIn(Kind kind) throws Exception {
        MadeCertificate made = person(kind);
        Path certificate = Files.write(folder.resolve("certificate.pem"), KeyFiles.pem(made.certificate()));
        Path key = Files.write(folder.resolve("key.pem"), KeyFiles.encryptedPem(made.key()));
        assertSignsIn(LocalSigner.pem(certificate, key, KeyFiles.password()));
        assertThatThrownBy(() -> LocalSigner.pem(certificate, key, "another".toCharArray()))
                .as("the password is needed")
                .isInstanceOf(KsefSigningException.class);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void pkcs12WithSeveralKeys_signsInWithTheOneChosen(Kind kind) throws Exception {
        byte[] store = KeyFiles.pkcs12(Map.of(
                "logowanie", person(kind),
                "kody", MadeCertificate.offline(simulator.nip(), anHourAgo()),
                "obcy", MadeCertificate.person(Kind.EC, "1111111111", anHourAgo())));
        Path file = Files.write(folder.resolve("keys.p12"), store);
        assertSignsIn(LocalSigner.pkcs12(file, KeyFiles.password(), "logowanie"));
        assertThatThrownBy(() -> LocalSigner.pkcs12(file, KeyFiles.password()))
                .as("none is taken at random")
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContainingAll("logowanie", "kody", "obcy");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void keyBehindAFunction_signsIn(Kind kind) {
        assertSignsIn(person(kind).signer());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void keyInAnHsm_signsIn(Kind kind) {
        SoftHsm.Token hsm = hsmWith(person(kind));
        try (Pkcs11Token token = open(hsm)) {
            assertSignsIn(token.signer("seal"));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void certificateIssuedByKsef_signsIn_withItsKeyInAnHsm(Kind kind) {
        SoftHsm.Token hsm = SoftHsm.required().token();
        KeyPair key = KeyFiles.pair(kind == Kind.RSA);
        var issued = simulator.certificates().issueForAuthentication(key.getPublic(), "Piekarnia", simulator.nip());
        hsm.add("seal", key.getPrivate(), issued.certificate());
        try (Pkcs11Token token = open(hsm);
                KsefClient client = client(Credentials.certificate(
                                DssXadesSigner.of(token.signer()).withTime(time))
                        .verifyingChain())) {
            client.forNip(simulator.nip()).authSessions().list(null, null);
            simulator.certificates().revoke(issued.serialNumber());
            KsefContextClient anew = client.forNip(simulator.nip()).forcingAuthentication();
            assertThatThrownBy(() -> anew.authSessions().list(null, null))
                    .as("the simulator knows its certificates")
                    .isInstanceOf(KsefProcessingException.class)
                    .hasMessageContaining("460");
        }
    }

    @Test
    void oneKeyInAnHsm_signsInForFiftyContextsAtOnce() throws Exception {
        SoftHsm.Token hsm = hsmWith(person(Kind.EC));
        try (Pkcs11Token token = open(hsm);
                KsefClient client = client(token.signer("seal"))) {
            List<KsefContextClient> views = IntStream.range(0, AT_ONCE)
                    .mapToObj(number ->
                            client.forContext(InternalId.of(simulator.nip() + "-%05d".formatted(10_000 + number))))
                    .toList();
            atOnce(views, view -> view.authSessions().list(null, null));
            for (KsefContextClient view : views) {
                assertThat(view.authSessions().list(null, null).items())
                        .as("sign-ins of " + view.context())
                        .hasSize(1);
            }
        }
        assertThat(contract.log())
                .as("sign-ins that the simulator took, and tokens that it gave")
                .filteredOn(line -> line.equals("POST /v2/auth/xades-signature 202")
                        || line.equals("POST /v2/auth/token/redeem 200"))
                .hasSize(2 * AT_ONCE);
        assertThat(events.of(KsefEvent.TokenObtained.class))
                .hasSize(AT_ONCE)
                .extracting(KsefEvent.TokenObtained::context)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(NewKeyType.class)
    void keyBornInAnHsm_isCertifiedByKsef_andSignsInAfterARestart(NewKeyType type) {
        SoftHsm.Token hsm = SoftHsm.required().token();
        PublicKey certified;
        try (Pkcs11Token token = open(hsm);
                KsefClient client = client(person(Kind.EC).signer())) {
            NewKey key = token.newKey("ksef", type, CertificationRequests::of);
            var issued = client.forNip(simulator.nip())
                    .certificates()
                    .enrol(CertificateType.AUTHENTICATION, "Klucz z HSM", key)
                    .await(ISSUED_WITHIN);
            Signer signer = key.certified(List.of(issued.x509()));
            certified = issued.x509().getPublicKey();
            assertThat(signer.certificate().publicKey()).isEqualTo(certified);
            assertSignsIn(signer);
        }
        try (Pkcs11Token token = open(hsm)) {
            Signer found = token.signer("ksef");
            assertThat(found.certificate().publicKey()).isEqualTo(certified);
            assertSignsIn(found);
        }
    }

    /** By a client that has the Doctor look at what is signed. */
    private void assertSignsIn(Signer signer) {
        int before = signIns();
        try (KsefClient client = client(signer)) {
            client.forNip(simulator.nip()).authSessions().list(null, null);
        }
        assertThat(signIns() - before).as("sign-ins with a signature").isEqualTo(1);
    }

    private int signIns() {
        return (int) contract.log().stream()
                .filter("POST /v2/auth/xades-signature 202"::equals)
                .count();
    }

    private static void atOnce(List<KsefContextClient> views, Consumer<KsefContextClient> act) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(views.size());
        try {
            var start = new CyclicBarrier(views.size());
            List<Future<?>> all = new ArrayList<>();
            for (KsefContextClient view : views) {
                all.add(threads.submit(() -> {
                    start.await();
                    act.accept(view);
                    return view;
                }));
            }
            for (Future<?> each : all) {
                each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private SoftHsm.Token hsmWith(MadeCertificate made) {
        SoftHsm.Token hsm = SoftHsm.required().token();
        hsm.add("seal", made.key(), made.certificate());
        return hsm;
    }

    private Pkcs11Token open(SoftHsm.Token hsm) {
        secret(hsm.pin());
        return Pkcs11Token.at(hsm.library())
                .slot(hsm.slot())
                .pin(label -> hsm.pin().toCharArray())
                .time(time)
                .open();
    }

    private KsefClient client(Signer signer) {
        return client(Credentials.certificate(DssXadesSigner.of(signer).withTime(time)));
    }

    private KsefClient client(Credentials credentials) {
        return KsefClient.builder()
                .environment(environment)
                .credentials(credentials)
                .xadesCheck(SignatureDoctor.of(environment, time))
                .time(time)
                .listener(events)
                .build();
    }

    private MadeCertificate person(Kind kind) {
        return MadeCertificate.person(kind, simulator.nip(), anHourAgo());
    }

    private Instant anHourAgo() {
        return time.instant().minus(Duration.ofHours(1));
    }
}
