package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.certificate.Certificates;
import dev.ksef.domain.certificate.RenewalPlan;
import dev.ksef.domain.certificate.RenewedCertificate;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.certificate.CertificateMetadata;
import dev.ksef.model.certificate.CertificateQuery;
import dev.ksef.model.certificate.CertificateRevocationReason;
import dev.ksef.model.certificate.CertificateStatus;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefRenewalException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.port.event.KsefEvent.Reconciling;
import dev.ksef.port.event.KsefEvent.Reconciling.Step;
import dev.ksef.port.signing.Signer;
import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.testkit.server.CuttingProxy;
import dev.ksef.testkit.store.MemoryTokenStore;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of KSeF certificates, from a sign-in with a seal to a revocation. */
class CertificatesScenarioTest extends SignedScenario {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String PESEL = "80010112345";

    @Override
    SimulatorBuilder settings() {
        return super.settings().certificateLimits(3, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void companyAndPerson_renewWhatTheySignInWith(boolean rsa) {
        for (Signer own : List.of(seal(), person())) {
            LocalNewKey first = key(rsa);
            CertificateSerialNumber old;
            Signer oldSigner;
            try (KsefClient client = signedBy(own)) {
                KsefCertificate issued = client.forNip(simulator.nip())
                        .certificates()
                        .enrol(CertificateType.AUTHENTICATION, "Pierwszy certyfikat", first)
                        .await(PATIENCE);
                assertThat(issued.x509().getPublicKey()).isEqualTo(first.publicKey());
                old = issued.certificateSerialNumber();
                oldSigner = first.certified(List.of(issued.x509()), time);
            }
            try (KsefClient client = signedBy(oldSigner)) {
                Certificates certificates = client.forNip(simulator.nip()).certificates();
                RenewedCertificate renewed = certificates.renew(
                        RenewalPlan.ofAuthentication(old, key(rsa), signer -> credentials(signer)), PATIENCE);
                assertThat(status(certificates, old)).isEqualTo(CertificateStatus.ACTIVE);
                renewed.revokeOld(CertificateRevocationReason.SUPERSEDED);
                renewed.revokeOld(CertificateRevocationReason.SUPERSEDED);
                assertThat(certificates.stream(CertificateQuery.ALL.with(CertificateStatus.ACTIVE)))
                        .extracting(CertificateMetadata::certificateSerialNumber)
                        .containsExactly(renewed.serialNumber());
                assertSignsIn(renewed.signer());
                time.advance(Duration.ofMinutes(5));
                assertRefused(oldSigner);
            }
        }
    }

    @Test
    void proofThatFails_keepsTheOldCertificate_andIsResumed() {
        try (KsefClient client = signedBy(seal())) {
            Certificates certificates = client.forNip(simulator.nip()).certificates();
            KsefCertificate old = certificates
                    .enrol(CertificateType.AUTHENTICATION, "Pierwszy certyfikat", LocalNewKey.ecP256())
                    .await(PATIENCE);
            LocalNewKey key = LocalNewKey.ecP256();
            var mistaken = RenewalPlan.ofAuthentication(
                    old.certificateSerialNumber(), key, signer -> Credentials.ksefToken("20261102-EC-0|nip|0000"));
            var unfinished =
                    catchThrowableOfType(KsefRenewalException.class, () -> certificates.renew(mistaken, PATIENCE));
            assertThat(status(certificates, old.certificateSerialNumber())).isEqualTo(CertificateStatus.ACTIVE);
            var renewal = RenewalPlan.ofAuthentication(
                    old.certificateSerialNumber(), key, CertificatesScenarioTest.this::credentials);
            RenewedCertificate renewed =
                    certificates.resume(unfinished.referenceNumber().orElseThrow(), renewal, PATIENCE);
            assertThat(unfinished.serialNumber()).contains(renewed.serialNumber());
            assertThat(client.forNip(simulator.nip())
                            .authSessions()
                            .list(null, null)
                            .items())
                    .as("the trial sign-in was ended, our own goes on")
                    .singleElement()
                    .satisfies(session -> assertThat(session.isCurrent()).isTrue());
            assertThat(certificates.limits().enrollment().remaining())
                    .as("resuming applied for nothing")
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void offlineCertificate_isRenewedByATrialSignature(boolean rsa) {
        try (KsefClient client = signedBy(seal())) {
            Certificates certificates = client.forNip(simulator.nip()).certificates();
            KsefCertificate old = certificates
                    .enrol(CertificateType.OFFLINE, "Kody offline", key(rsa))
                    .await(PATIENCE);
            RenewedCertificate renewed =
                    certificates.renew(RenewalPlan.ofOffline(old.certificateSerialNumber(), key(rsa)), PATIENCE);
            renewed.signer().certificate().requireMaySignCodes();
            assertThat(renewed.signer().algorithms().contains(SignatureAlgorithm.RSA_PSS_SHA256))
                    .isEqualTo(rsa);
            assertThat(certificates.retrieve(List.of(old.certificateSerialNumber(), renewed.serialNumber())))
                    .extracting(KsefCertificate::certificateName)
                    .containsOnly("Kody offline");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut", "bad gateway", "stall"})
    void applicationWhoseAnswerWasLost_isFoundAndCountsOnce(String spoil) {
        try (CuttingProxy proxy = proxy();
                KsefClient client = signedBy(seal(), behind(proxy))) {
            Certificates certificates = client.forNip(simulator.nip()).certificates();
            assertThat(certificates.limits().canRequest()).isTrue();
            switch (spoil) {
                case "cut" -> proxy.cutAfter("POST", "/certificates/enrollments");
                case "stall" -> proxy.stallAfter("POST", "/certificates/enrollments");
                default -> proxy.badGatewayAfter("POST", "/certificates/enrollments");
            }
            LocalNewKey key = LocalNewKey.ecP256();
            KsefCertificate issued = client.forNip(simulator.nip())
                    .within(Duration.ofSeconds(5))
                    .certificates()
                    .enrol(CertificateType.AUTHENTICATION, "Po przerwie", key)
                    .await(PATIENCE);
            assertThat(issued.x509().getPublicKey()).isEqualTo(key.publicKey());
            assertThat(certificates.find(key, CertificateQuery.ALL)).contains(issued);
            assertThat(certificates.limits().enrollment().remaining()).isEqualTo(2);
        }
        assertThat(events.of(Reconciling.class))
                .extracting(Reconciling::step)
                .containsExactly(Step.LOOKING, Step.FOUND);
    }

    @Test
    void applicationThatNeverArrived_isToldAndNotMadeAgain() {
        try (CuttingProxy proxy = proxy();
                KsefClient client = signedBy(seal(), behind(proxy))) {
            Certificates certificates = client.forNip(simulator.nip()).certificates();
            proxy.badGatewayBefore("POST", "/certificates/enrollments");
            var unknown = catchThrowableOfType(
                    KsefTransportException.class,
                    () -> certificates.enrol(CertificateType.OFFLINE, "Zażółć gęślą jaźń", LocalNewKey.ecP256()));
            assertThat(unknown).hasMessageContaining("counted none so far");
            assertThat(certificates.limits().enrollment().remaining()).isEqualTo(3);
        }
    }

    @Test
    void answersLostOnTheWay_stopNoRenewal() {
        try (CuttingProxy proxy = proxy();
                KsefClient client = signedBy(seal(), behind(proxy))) {
            Certificates certificates = client.forNip(simulator.nip()).certificates();
            CertificateSerialNumber old = certificates
                    .enrol(CertificateType.AUTHENTICATION, "Pierwszy certyfikat", LocalNewKey.ecP256())
                    .await(PATIENCE)
                    .certificateSerialNumber();
            proxy.cutAfter("POST", "/retrieve")
                    .badGatewayAfter("POST", "/retrieve")
                    .cutAfter("POST", "/revoke");
            RenewedCertificate renewed = certificates.renew(
                    RenewalPlan.ofAuthentication(old, LocalNewKey.ecP256(), this::credentials), PATIENCE);
            renewed.revokeOld(CertificateRevocationReason.SUPERSEDED);
            assertThat(status(certificates, old)).isEqualTo(CertificateStatus.BLOCKED);
        }
    }

    @Test
    void proof_leavesTheClientsOwnTokensAlone() {
        var store = new MemoryTokenStore(time);
        Signer own = seal();
        try (KsefClient client = KsefClient.builder()
                .environment(environment)
                .credentials(credentials(own))
                .tokenStore(store)
                .time(time)
                .build()) {
            Certificates certificates = client.forNip(simulator.nip()).certificates();
            CertificateSerialNumber old = certificates
                    .enrol(CertificateType.AUTHENTICATION, "Pierwszy certyfikat", LocalNewKey.ecP256())
                    .await(PATIENCE)
                    .certificateSerialNumber();
            certificates.renew(RenewalPlan.ofAuthentication(old, LocalNewKey.ecP256(), this::credentials), PATIENCE);
            assertThat(store.size()).as("nothing of the trial is kept").isEqualTo(1);
            assertThat(client.forNip(simulator.nip())
                            .authSessions()
                            .list(null, null)
                            .items())
                    .as("our own sign-in alone")
                    .hasSize(1);
        }
    }

    @Test
    void exhaustedLimits_areToldBeforeApplying() {
        try (KsefClient client = signedBy(seal())) {
            Certificates certificates = client.forNip(simulator.nip()).certificates();
            for (int i = 0; i < 3; i++) {
                certificates
                        .enrol(CertificateType.OFFLINE, "Certyfikat " + i, LocalNewKey.ecP256())
                        .await(PATIENCE);
            }
            assertThatThrownBy(() -> certificates.enrol(CertificateType.OFFLINE, "Jeden za dużo", LocalNewKey.ecP256()))
                    .isInstanceOf(KsefException.class)
                    .hasMessageContaining("0 of 3 applications");
        }
    }

    @Test
    void signInWithAToken_isExplained() {
        var refused = catchThrowableOfType(
                KsefApiException.class,
                () -> company.certificates().enrol(CertificateType.OFFLINE, "Certyfikat", LocalNewKey.ecP256()));
        assertThat(refused).hasMessageContaining("XAdES");
    }

    private static LocalNewKey key(boolean rsa) {
        return rsa ? LocalNewKey.rsa2048() : LocalNewKey.ecP256();
    }

    private Signer person() {
        simulator.grant(PESEL, simulator.nip());
        return person(PESEL);
    }

    private CuttingProxy proxy() {
        return CuttingProxy.before(
                URI.create("http://127.0.0.1:" + simulator.baseUri().getPort()));
    }

    private static KsefEnvironment behind(CuttingProxy proxy) {
        return KsefEnvironment.custom("cut", proxy.uri() + "/v2", "https://qr-test.ksef.mf.gov.pl");
    }

    private static CertificateStatus status(Certificates certificates, CertificateSerialNumber number) {
        return certificates.find(number).orElseThrow().status().known().orElseThrow();
    }

    private void assertSignsIn(Signer signer) {
        try (KsefClient client = signedBy(signer)) {
            assertThat(client.forNip(simulator.nip()).certificates().limits().canRequest())
                    .isNotNull();
        }
    }

    private void assertRefused(Signer signer) {
        try (KsefClient client = signedBy(signer)) {
            var refused = catchThrowableOfType(
                    KsefProcessingException.class,
                    () -> client.forNip(simulator.nip()).certificates().limits());
            assertThat(refused.status().code()).isEqualTo(460);
        }
    }
}
