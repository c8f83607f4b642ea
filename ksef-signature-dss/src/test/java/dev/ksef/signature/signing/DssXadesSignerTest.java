package dev.ksef.signature.signing;

import static dev.ksef.signature.testing.SampleRequest.REQUEST;
import static dev.ksef.signature.testing.SampleRequest.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.auth.AllowedIps;
import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SubjectIdentifierType;
import dev.ksef.port.signing.Signer;
import dev.ksef.signature.request.SignatureDoctor;
import dev.ksef.signature.testing.CertifiedKey;
import dev.ksef.signature.testing.FixedTime;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What EU DSS signs for us, verified by others. */
public class DssXadesSignerTest {

    private static DssXadesSigner signer(CertifiedKey who) {
        return DssXadesSigner.of(who.signer()).withTime(new FixedTime(CertifiedKey.NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256", "P-384", "P-521"})
    void signature_isGoodForTheJdkAndForDss(String kind) throws Exception {
        CertifiedKey who = CertifiedKey.seal(kind);
        byte[] signed = signer(who).sign(REQUEST);
        IndependentVerifiers.jdk(signed, who.certificate());
        IndependentVerifiers.dss(signed, SignatureLevel.XAdES_BASELINE_B, who.certificate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "P-256", "P-384", "P-521"})
    void signature_isGoodForXmlsec1(String kind, @TempDir Path folder) throws Exception {
        IndependentVerifiers.assumeXmlsec1();
        IndependentVerifiers.xmlsec1(signer(CertifiedKey.seal(kind)).sign(REQUEST), folder);
    }

    @Test
    void xmlsec1_ofAnAlteredDocument_saysSo(@TempDir Path folder) {
        IndependentVerifiers.assumeXmlsec1();
        String altered = text(signer(CertifiedKey.seal("RSA")).sign(REQUEST)).replace("5265877635<", "5265877636<");
        assertThatThrownBy(() -> IndependentVerifiers.xmlsec1(altered.getBytes(StandardCharsets.UTF_8), folder))
                .isInstanceOf(AssertionError.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = SignatureAlgorithm.class,
            names = {"RSA_PKCS1_SHA384", "RSA_PKCS1_SHA512", "RSA_PSS_SHA256"})
    void algorithm_thatIsAskedFor_isUsed(SignatureAlgorithm algorithm) {
        CertifiedKey who = CertifiedKey.seal("RSA");
        byte[] signed = signer(who).withAlgorithm(algorithm).sign(REQUEST);
        IndependentVerifiers.dss(signed, SignatureLevel.XAdES_BASELINE_B, who.certificate());
        assertThat(text(signed))
                .contains(
                        switch (algorithm) {
                            case RSA_PSS_SHA256 -> "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1";
                            default ->
                                "xmldsig-more#rsa-"
                                        + algorithm
                                                .digestAlgorithm()
                                                .replace("-", "")
                                                .toLowerCase(Locale.ROOT);
                        });
    }

    @Test
    void algorithm_thatTheKeyCannot_isRefused() {
        assertThatThrownBy(() -> signer(CertifiedKey.seal("P-256")).withAlgorithm(SignatureAlgorithm.RSA_PKCS1_SHA256))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("ECDSA_SHA256");
    }

    static Stream<AuthTokenRequest> requests() {
        return Stream.of(
                        Nip.of("5265877635"),
                        InternalId.of("5265877635-12345"),
                        NipVatUe.of("5265877635-DE123456789"),
                        PeppolId.of("PPL123456"))
                .flatMap(context -> Stream.of(AuthTokenRequest.Version.values())
                        .map(version -> AuthTokenRequest.of(
                                        "20260601-CR-0123456789-0123456789-01", (ContextIdentifier) context)
                                .in(version)
                                .by(SubjectIdentifierType.CERTIFICATE_FINGERPRINT)
                                .from(new AllowedIps(
                                        List.of("192.0.2.1"),
                                        List.of("192.0.2.1-192.0.2.9"),
                                        List.of("192.0.2.0/24")))));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void document_isTheRequestWithTheSignatureInIt(AuthTokenRequest request) throws Exception {
        CertifiedKey who = CertifiedKey.seal("P-256");
        byte[] signed = signer(who).sign(request);
        IndependentVerifiers.jdk(signed, who.certificate());
        assertThat(fromRoot(text(signed).replaceFirst("(?s)<ds:Signature .*</ds:Signature>", "")))
                .as("not a byte of the root is other than what was to be signed")
                .isEqualTo(fromRoot(text(request.xml())));
        assertThat(doctor().check(signed, request)).isEmpty();
    }

    @Test
    void chain_asFarAsItIsKnown_standsInTheSignature() {
        CertifiedKey authority = CertifiedKey.builder("P-384")
                .subject("CN=Wystawca,C=PL")
                .selfSigned()
                .build();
        CertifiedKey who = CertifiedKey.builder("P-256").issuedBy(authority).build();
        byte[] signed = signer(who).sign(REQUEST);
        assertThat(text(signed).split("<ds:X509Certificate>"))
                .as("leaf and issuer")
                .hasSize(3);
        IndependentVerifiers.dss(signed, SignatureLevel.XAdES_BASELINE_B, authority.certificate(), who.certificate());
    }

    @Test
    void selfSignedCertificate_signs() throws Exception {
        CertifiedKey who = CertifiedKey.builder("P-256").selfSigned().build();
        IndependentVerifiers.jdk(signer(who).sign(REQUEST), who.certificate());
    }

    @Test
    void signingTime_isTheClocks() {
        assertThat(text(signer(CertifiedKey.seal("P-256")).sign(REQUEST)))
                .contains("<xades:SigningTime>2026-06-01T12:00:00Z</xades:SigningTime>");
    }

    @Test
    void timestamps_makeItBaselineT() throws Exception {
        CertifiedKey who = CertifiedKey.seal("P-256");
        CertifiedKey authority = CertifiedKey.builder("RSA")
                .subject("CN=TSA,C=PL")
                .selfSigned()
                .stamping()
                .build();
        var source = new KeyEntityTSPSource(authority.keys().getPrivate(), authority.certificate(), List.of());
        source.setTsaPolicy("1.2.3.4");
        source.setProductionTime(Date.from(CertifiedKey.NOW));
        byte[] signed = signer(who).withTimestamps(source).sign(REQUEST);
        IndependentVerifiers.dss(signed, SignatureLevel.XAdES_BASELINE_T, who.certificate(), authority.certificate());
        assertThat(doctor().check(signed, REQUEST)).isEmpty();
        IndependentVerifiers.jdk(signed, who.certificate());
    }

    @Test
    void addressesInTheCertificates_areNotAsked() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(300);
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/x";
            CertifiedKey who = CertifiedKey.builder("P-256").pointingTo(address).build();
            CertifiedKey authority = CertifiedKey.builder("RSA")
                    .subject("CN=TSA,C=PL")
                    .pointingTo(address)
                    .stamping()
                    .build();
            var source = new KeyEntityTSPSource(authority.keys().getPrivate(), authority.certificate(), List.of());
            source.setTsaPolicy("1.2.3.4");
            source.setProductionTime(Date.from(CertifiedKey.NOW));
            for (var signer : List.of(signer(who), signer(who).withTimestamps(source))) {
                assertThat(doctor().check(signer.sign(REQUEST), REQUEST)).isEmpty();
            }
            assertThatThrownBy(server::accept).as("nobody called").isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void timestamps_thatFail_areToldWithoutTheirSecrets() {
        var signer = signer(CertifiedKey.seal("P-256")).withTimestamps((algorithm, digest) -> {
            throw new DSSException("https://user:secret@tsa.example");
        });
        assertThatThrownBy(() -> signer.sign(REQUEST))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("source of time stamps failed")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @Test
    void certificateThatMayNotSignIn_isRefusedBeforeSigning() {
        refused(CertifiedKey.ofKsef("P-256", KeyUsage.nonRepudiation), "Offline");
        refused(CertifiedKey.builder("P-256").subject("CN=Nobody,C=PL").build(), "cannot sign in by its subject");
        refused(
                CertifiedKey.builder("P-256")
                        .to(CertifiedKey.NOW.minusSeconds(1))
                        .build(),
                "expired");
        refused(
                CertifiedKey.builder("P-256")
                        .from(CertifiedKey.NOW.plus(Duration.ofHours(3)))
                        .build(),
                "valid from");
    }

    private static void refused(CertifiedKey who, String why) {
        var asked = new AtomicInteger();
        var counting = Signer.of(List.of(who.certificate()), (algorithm, digest) -> {
            asked.incrementAndGet();
            return new byte[0];
        });
        assertThatThrownBy(() -> DssXadesSigner.of(counting)
                        .withTime(new FixedTime(CertifiedKey.NOW))
                        .sign(REQUEST))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining(why);
        assertThat(asked).as("the key was not bothered").hasValue(0);
    }

    @Test
    void certificateWithoutNames_signsByItsFingerprint() throws Exception {
        CertifiedKey who =
                CertifiedKey.builder("P-256").subject("CN=Nobody,C=PL").build();
        byte[] signed = signer(who).sign(REQUEST.by(SubjectIdentifierType.CERTIFICATE_FINGERPRINT));
        IndependentVerifiers.jdk(signed, who.certificate());
    }

    @Test
    void freshCertificateOfKsef_whichBeginsTooLate_signs() throws Exception {
        CertifiedKey who = CertifiedKey.builder("P-256")
                .from(CertifiedKey.NOW.plus(Duration.ofHours(1)))
                .build();
        IndependentVerifiers.jdk(signer(who).sign(REQUEST), who.certificate());
    }

    @Test
    void failureOfTheSigner_isHandedOnAsItIs() {
        var failing = Signer.of(List.of(CertifiedKey.seal("P-256").certificate()), (algorithm, digest) -> {
            throw new KsefSigningException("The card was pulled");
        });
        assertThatThrownBy(() -> DssXadesSigner.of(failing)
                        .withTime(new FixedTime(CertifiedKey.NOW))
                        .sign(REQUEST))
                .hasMessage("The card was pulled");
    }

    @Test
    void fiftyThreadsAtOnce_signEachItsOwnRequest() throws Exception {
        CertifiedKey who = CertifiedKey.seal("P-256");
        var signer = signer(who);
        var start = new CountDownLatch(1);
        List<Callable<byte[]>> tasks = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            var request = AuthTokenRequest.of("20260601-CR-0123456789-0123456789-" + (10 + i), Nip.of("5265877635"));
            tasks.add(() -> {
                start.await();
                return signer.sign(request);
            });
        }
        var pool = Executors.newFixedThreadPool(50);
        try {
            var results = tasks.stream().map(pool::submit).toList();
            start.countDown();
            for (int i = 0; i < 50; i++) {
                byte[] signed = results.get(i).get();
                IndependentVerifiers.jdk(signed, who.certificate());
                assertThat(text(signed)).contains("0123456789-" + (10 + i) + "<");
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void warmUp_mayBeCalledByAnybodyAtAnyTime() {
        DssXadesSigner.warmUp();
        DssXadesSigner.warmUp();
        assertThat(signer(CertifiedKey.seal("P-256")).sign(REQUEST)).isNotEmpty();
    }

    private static String fromRoot(String xml) {
        return xml.substring(xml.indexOf("<AuthTokenRequest"));
    }

    private static SignatureDoctor doctor() {
        return SignatureDoctor.of(KsefEnvironment.PRODUCTION, new FixedTime(CertifiedKey.NOW));
    }
}
