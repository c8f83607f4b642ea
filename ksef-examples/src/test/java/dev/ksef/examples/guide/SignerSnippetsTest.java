package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.adapter.crypto.CertificationRequests;
import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.adapter.crypto.LocalSigner;
import dev.ksef.adapter.crypto.SelfSigned;
import dev.ksef.adapter.pkcs11.NewKeyType;
import dev.ksef.adapter.pkcs11.Pkcs11Token;
import dev.ksef.domain.auth.PreparedSignIn;
import dev.ksef.examples.OfficialContract;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.finding.SignatureFinding;
import dev.ksef.port.signing.Signer;
import dev.ksef.signature.signing.DssXadesSigner;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.testkit.signing.SoftHsm;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The snippets about signers, run. */
class SignerSnippetsTest {

    private static final String PASSWORD = "a password of tests";

    private final OfficialContract contract = new OfficialContract();
    private final KsefSimulator simulator =
            KsefSimulator.builder().observer(contract).start();
    private final KsefEnvironment environment =
            KsefEnvironment.custom("simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl");
    private final Nip nip = Nip.of(simulator.nip());
    private final KeyPair pair = pair();
    private final X509Certificate certificate =
            SelfSigned.seal("Piekarnia", nip).certificate(pair.getPublic(), (algorithm, digest) -> sign(digest));

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        simulator.close();
        assertThat(contract.violations())
                .as("exchanges that the official file does not allow")
                .isEmpty();
    }

    @Test
    void filesAndFunctions_signIn() throws Exception {
        LocalNewKey key = LocalNewKey.ecP256();
        Path file = folder.resolve("key.pem");
        key.save(file, PASSWORD.toCharArray());
        LocalSigner saved = SelfSigned.seal("Piekarnia", nip).signer(key);
        Path certificates = Files.writeString(
                folder.resolve("certificate.pem"), pem(saved.certificate().certificate()));
        assertSignsIn(CertificateSignIn.pem(certificates, file, PASSWORD.toCharArray()));
        assertSignsIn(CertificateSignIn.pkcs12(pkcs12(), PASSWORD.toCharArray()));
        assertSignsIn(CertificateSignIn.function(certificate, (algorithm, digest) -> sign(digest)));
    }

    @Test
    void selfSignedCertificates_signIn_alsoAfterARestart() throws Exception {
        assertSignsIn(CertificateSignIn.onTest(simulator.nip()));
        Path key = folder.resolve("test-key.pem");
        Path kept = folder.resolve("test-certificate.pem");
        assertSignsIn(CertificateSignIn.onTestFor(simulator.nip(), key, kept, PASSWORD.toCharArray()));
        assertSignsIn(CertificateSignIn.pem(kept, key, PASSWORD.toCharArray()));
    }

    @Test
    void fingerprint_signsInWithTheRightsGrantedToIt() throws Exception {
        Signer signer = CertificateSignIn.function(certificate, (algorithm, digest) -> sign(digest));
        simulator.grant(signer.certificate().fingerprint(), "1111111111");
        try (KsefClient ksef = KsefClient.builder()
                .environment(environment)
                .credentials(CertificateSignIn.byFingerprint(signer))
                .build()) {
            assertThat(ksef.forNip("1111111111").authSessions().list(null, null).items())
                    .isNotEmpty();
        }
    }

    @Test
    void twoSteps_signIn_andTheDoctorTellsWhatIsWrong() throws Exception {
        Path toSign = folder.resolve("to-sign.xml");
        try (KsefClient ksef = CertificateSignIn.forTwoSteps(environment)) {
            Instant until = CertificateSignIn.prepare(ksef, simulator.nip(), toSign);
            PreparedSignIn prepared = PreparedSignIn.of(Files.readAllBytes(toSign), until);
            byte[] signed = DssXadesSigner.of(Signer.of(List.of(certificate), (algorithm, digest) -> sign(digest)))
                    .sign(prepared.request());
            byte[] spoiled = new String(signed, StandardCharsets.UTF_8)
                    .replace("</Challenge>", "</Challenge> ")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(CertificateSignIn.findings(ksef, prepared, spoiled))
                    .extracting(SignatureFinding::cause)
                    .containsAnyOf(SignatureFinding.Cause.PRETTY_PRINTED, SignatureFinding.Cause.ALTERED);
            Path file = Files.write(folder.resolve("signed.xml"), signed);
            KsefContextClient company = CertificateSignIn.submit(ksef, toSign, until, file);
            assertThat(company.authSessions().list(null, null).items()).hasSize(1);
        }
    }

    @Test
    void hsm_signsIn_withAKeyThatWasImported_andWithOneBornThere() {
        SoftHsm.Token hsm = SoftHsm.required().token();
        hsm.add("company-seal", pair.getPrivate(), certificate);
        try (Pkcs11Token token =
                HsmSigning.open(hsm.library(), hsm.label(), label -> hsm.pin().toCharArray())) {
            var born = new AtomicReference<Signer>();
            HsmSigning.signIn(
                    environment, token, simulator.nip(), company -> born.set(HsmSigning.newKey(token, company)));
            assertSignsIn(born.get());
            assertSignsIn(token.signer("ksef-2027"));
        }
    }

    @Test
    void keyWhoseCertificateWasAppliedForBeforeACrash_getsIt() {
        SoftHsm.Token hsm = SoftHsm.required().token();
        hsm.add("company-seal", pair.getPrivate(), certificate);
        try (Pkcs11Token token =
                HsmSigning.open(hsm.library(), hsm.label(), label -> hsm.pin().toCharArray())) {
            HsmSigning.signIn(environment, token, simulator.nip(), company -> {
                var key = token.newKey("ksef-2027", NewKeyType.EC_P256, CertificationRequests::of);
                var application = company.certificates()
                        .enrol(CertificateType.AUTHENTICATION, "HSM 2027", key)
                        .referenceNumber()
                        .orElseThrow();
                assertSignsIn(HsmSigning.goOn(token, company, application));
            });
        }
    }

    private void assertSignsIn(Signer signer) {
        try (KsefClient ksef = CertificateSignIn.client(environment, signer)) {
            assertThat(ksef.forNip(simulator.nip())
                            .authSessions()
                            .list(null, null)
                            .items())
                    .as("sign-ins seen by " + signer)
                    .isNotEmpty();
        }
    }

    private Path pkcs12() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, PASSWORD.toCharArray());
        for (String alias : List.of("logowanie", "kody")) {
            store.setKeyEntry(alias, pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate});
        }
        Path file = folder.resolve("keys.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    private static String pem(X509Certificate certificate) throws Exception {
        return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] sign(byte[] digest) throws Exception {
        Signature service = Signature.getInstance("NONEwithECDSA");
        service.initSign(pair.getPrivate());
        service.update(digest);
        return service.sign();
    }
}
