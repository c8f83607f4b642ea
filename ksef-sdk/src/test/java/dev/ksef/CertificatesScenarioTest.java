package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.certificate.Certificates;
import dev.ksef.domain.certificate.Renewal;
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
import dev.ksef.port.KsefEvent.Reconciling;
import dev.ksef.port.KsefEvent.Reconciling.Step;
import dev.ksef.port.Signer;
import dev.ksef.signature.DssXadesSigner;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.testkit.CuttingProxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The life of KSeF certificates, from a sign-in with a seal to a revocation. */
class CertificatesScenarioTest extends Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String PESEL = "80010112345";

    @Override
    KsefSimulator.Builder settings() {
        return super.settings().certificateLimits(3, 3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void companyAndPerson_renewWhatTheySignInWith(boolean rsa) {
        for (Signer own : List.of(seal(), person())) {
            MadeKey first = key(rsa);
            CertificateSerialNumber old;
            Signer oldSigner;
            try (KsefClient client = signedBy(own)) {
                KsefCertificate issued = client.forNip(simulator.nip())
                        .certificates()
                        .enrol(CertificateType.AUTHENTICATION, "Pierwszy certyfikat", first)
                        .await(PATIENCE);
                assertThat(issued.x509().getPublicKey()).isEqualTo(first.pair.getPublic());
                old = issued.certificateSerialNumber();
                oldSigner = first.certified(List.of(issued.x509()));
            }
            try (KsefClient client = signedBy(oldSigner)) {
                Certificates certificates = client.forNip(simulator.nip()).certificates();
                RenewedCertificate renewed = certificates.renew(
                        Renewal.ofAuthentication(old, key(rsa), signer -> credentials(signer)), PATIENCE);
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
                    .enrol(CertificateType.AUTHENTICATION, "Pierwszy certyfikat", MadeKey.ec())
                    .await(PATIENCE);
            MadeKey key = MadeKey.ec();
            var mistaken = Renewal.ofAuthentication(
                    old.certificateSerialNumber(), key, signer -> Credentials.ksefToken("20261102-EC-0|nip|0000"));
            var unfinished =
                    catchThrowableOfType(KsefRenewalException.class, () -> certificates.renew(mistaken, PATIENCE));
            assertThat(status(certificates, old.certificateSerialNumber())).isEqualTo(CertificateStatus.ACTIVE);
            var renewal = Renewal.ofAuthentication(
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

    @Test
    void offlineCertificate_isRenewedByATrialSignature() {
        try (KsefClient client = signedBy(seal())) {
            Certificates certificates = client.forNip(simulator.nip()).certificates();
            KsefCertificate old = certificates
                    .enrol(CertificateType.OFFLINE, "Kody offline", MadeKey.ec())
                    .await(PATIENCE);
            RenewedCertificate renewed =
                    certificates.renew(Renewal.ofOffline(old.certificateSerialNumber(), MadeKey.ec()), PATIENCE);
            renewed.signer().certificate().requireMaySignCodes();
            assertThat(certificates.retrieve(List.of(old.certificateSerialNumber(), renewed.serialNumber())))
                    .extracting(KsefCertificate::certificateName)
                    .containsOnly("Kody offline");
        }
    }

    @Test
    void applicationWhoseConnectionWasCut_isFoundAndCountsOnce() {
        try (CuttingProxy proxy = CuttingProxy.before(
                        URI.create("http://127.0.0.1:" + simulator.baseUri().getPort()));
                KsefClient client = signedBy(
                        seal(), KsefEnvironment.custom("cut", proxy.uri() + "/v2", "https://qr-test.ksef.mf.gov.pl"))) {
            Certificates certificates = client.forNip(simulator.nip()).certificates();
            proxy.cutAfter("POST", "/certificates/enrollments");
            MadeKey key = MadeKey.ec();
            KsefCertificate issued = certificates
                    .enrol(CertificateType.AUTHENTICATION, "Po przerwie", key)
                    .await(PATIENCE);
            assertThat(issued.x509().getPublicKey()).isEqualTo(key.pair.getPublic());
            assertThat(certificates.limits().enrollment().remaining()).isEqualTo(2);
        }
        assertThat(events.of(Reconciling.class))
                .extracting(Reconciling::step)
                .containsExactly(Step.LOOKING, Step.FOUND);
    }

    @Test
    void exhaustedLimits_areToldBeforeApplying() {
        try (KsefClient client = signedBy(seal())) {
            Certificates certificates = client.forNip(simulator.nip()).certificates();
            for (int i = 0; i < 3; i++) {
                certificates
                        .enrol(CertificateType.OFFLINE, "Certyfikat " + i, MadeKey.ec())
                        .await(PATIENCE);
            }
            assertThatThrownBy(() -> certificates.enrol(CertificateType.OFFLINE, "Jeden za dużo", MadeKey.ec()))
                    .isInstanceOf(KsefException.class)
                    .hasMessageContaining("0 of 3 applications");
        }
    }

    @Test
    void signInWithAToken_isExplained() {
        var refused = catchThrowableOfType(
                KsefApiException.class,
                () -> company.certificates().enrol(CertificateType.OFFLINE, "Certyfikat", MadeKey.ec()));
        assertThat(refused).hasMessageContaining("XAdES");
    }

    private MadeKey key(boolean rsa) {
        return rsa ? MadeKey.rsa() : MadeKey.ec();
    }

    private Signer seal() {
        return MadeKey.ec().seal(simulator.nip(), time.instant());
    }

    private Signer person() {
        simulator.grant(PESEL, simulator.nip());
        return MadeKey.rsa().person(PESEL, time.instant());
    }

    private Credentials credentials(Signer signer) {
        return Credentials.certificate(DssXadesSigner.of(signer).withTime(time));
    }

    private KsefClient signedBy(Signer signer) {
        return signedBy(signer, environment);
    }

    private KsefClient signedBy(Signer signer, KsefEnvironment at) {
        return KsefClient.builder()
                .environment(at)
                .credentials(credentials(signer))
                .time(time)
                .listener(events)
                .build();
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
