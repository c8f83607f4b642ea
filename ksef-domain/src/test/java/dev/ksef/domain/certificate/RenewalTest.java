package dev.ksef.domain.certificate;

import static dev.ksef.domain.certificate.FakeRegister.NEW;
import static dev.ksef.domain.certificate.FakeRegister.OLD;
import static dev.ksef.domain.certificate.FakeRegister.PATIENCE;
import static dev.ksef.domain.certificate.FakeRegister.limits;
import static dev.ksef.domain.certificate.FakeRegister.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.model.certificate.CertificateQuery;
import dev.ksef.model.certificate.CertificateRevocationReason;
import dev.ksef.model.certificate.CertificateStatus;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefRenewalException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.signing.NewKey;
import dev.ksef.port.signing.Signer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenewalTest {

    private static final ReferenceNumber APPLICATION = new ReferenceNumber("EH-1");

    private final FakeRegister ksef = new FakeRegister();
    private final Certificates certificates = ksef.certificates();
    private final AKey key = new AKey();
    private final List<Signer> shown = new ArrayList<>();
    private final RenewalPlan renewal = RenewalPlan.ofAuthentication(OLD, key, this::credentials);

    @Test
    void renewal_isProvenBySigningIn_beforeTheOldCertificateCanGo() {
        RenewedCertificate renewed = certificates.renew(renewal, PATIENCE);
        assertThat(renewed.serialNumber()).isEqualTo(NEW);
        assertThat(renewed.replaces()).isEqualTo(OLD);
        assertThat(renewed.certificate().x509().getPublicKey()).isEqualTo(key.pair.getPublic());
        assertThat(renewed.validTo()).isEqualTo("2028-11-01T09:00:00Z");
        assertThat(shown).as("what the trial sign-in was made with").containsExactly(renewed.signer());
        assertThat(ksef.applications.get(0).certificateName()).isEqualTo("Stary certyfikat");
        assertThat(ksef.calls)
                .as("the trial sign-in was ended by its own token")
                .containsExactly(
                        "data", "limits", "enrol", "enrollment EH-1", "retrieve", "signIn", "end trial-refresh");
        assertThat(ksef.status(OLD)).isEqualTo(CertificateStatus.ACTIVE);
        renewed.revokeOld(CertificateRevocationReason.SUPERSEDED);
        assertThat(ksef.status(OLD)).isEqualTo(CertificateStatus.REVOKED);
        assertThat(ksef.status(NEW)).isEqualTo(CertificateStatus.ACTIVE);
    }

    @Test
    void renewalUnderAnotherName_andFromALaterMoment_appliesSo() {
        Instant later = ksef.time.instant().plusSeconds(60);
        certificates.renew(renewal.named("Nowy certyfikat").validFrom(later), PATIENCE);
        assertThat(ksef.applications.get(0).certificateName()).isEqualTo("Nowy certyfikat");
        assertThat(ksef.applications.get(0).validFrom().toInstant()).isEqualTo(later);
    }

    @Test
    void proofThatFails_leavesTheOldCertificate_andIsResumedWithoutApplyingAgain() {
        ksef.onSignIn = () -> {
            throw new KsefProcessingException(
                    "Sign-in", new StatusInfo(460, "certificate", List.of(), null), new ReferenceNumber("AU-1"));
        };
        var unfinished = catchThrowableOfType(KsefRenewalException.class, () -> certificates.renew(renewal, PATIENCE));
        assertThat(unfinished.serialNumber()).contains(NEW);
        assertThat(unfinished.referenceNumber()).contains(APPLICATION);
        assertThat(unfinished)
                .hasMessageContaining(NEW.value())
                .hasMessageContaining("EH-1")
                .hasMessageContaining("460")
                .hasMessageContaining("resume");
        assertThat(ksef.status(OLD)).isEqualTo(CertificateStatus.ACTIVE);
        ksef.onSignIn = () -> {};
        assertThat(certificates.resume(APPLICATION, renewal, PATIENCE).serialNumber())
                .isEqualTo(NEW);
        assertThat(certificates.resume(NEW, renewal, PATIENCE).serialNumber()).isEqualTo(NEW);
        assertThat(ksef.applications).hasSize(1);
    }

    @Test
    void certificateThatBeginsLater_isWaitedForBeforeItIsProven() {
        ksef.validIn = Duration.ofHours(1);
        List<Instant> trials = new ArrayList<>();
        ksef.onSignIn = () -> trials.add(ksef.time.instant());
        RenewedCertificate renewed = certificates.renew(renewal, Duration.ofHours(3));
        assertThat(trials).singleElement().satisfies(at -> assertThat(at).isAfterOrEqualTo(renewed.validFrom()));
        assertThat(ksef.events.of(KsefEvent.Waiting.class)).as("one wait").hasSize(1);
    }

    @Test
    void certificateThatBeginsMuchLater_isGivenToTheKeyOnlyThen() {
        ksef.validIn = Duration.ofHours(5);
        key.clock = ksef.time::instant;
        assertThat(certificates.renew(renewal, Duration.ofHours(6)).serialNumber())
                .isEqualTo(NEW);
    }

    @Test
    void processThatWasStopped_isGoneOnWithAtEveryPoint() {
        ksef.onAnswer = () -> {
            throw new Stopped();
        };
        assertThatThrownBy(() -> certificates.renew(renewal, PATIENCE)).isInstanceOf(Stopped.class);
        CertificateQuery among = CertificateQuery.ALL.named("Stary certyfikat").of(CertificateType.AUTHENTICATION);
        KsefCertificate issued = certificates.find(key, among).orElseThrow();
        assertThat(issued.certificateSerialNumber()).isEqualTo(NEW);
        assertThat(certificates
                        .resume(issued.certificateSerialNumber(), renewal, PATIENCE)
                        .serialNumber())
                .isEqualTo(NEW);
        assertThat(certificates.resume(APPLICATION, renewal, PATIENCE).serialNumber())
                .as("the key takes up its certificate again")
                .isEqualTo(NEW);
        assertThat(ksef.applications).hasSize(1);
        assertThat(certificates.find(new AKey(), among)).isEmpty();
    }

    @Test
    void certificateThatCannotBeRead_isNotProven_andHidesNoOther() {
        ksef.onAnswer = () -> ksef.issued.replaceAll(given -> new KsefCertificate(NEW, null, null, "AAAA"));
        var unfinished = catchThrowableOfType(KsefRenewalException.class, () -> certificates.renew(renewal, PATIENCE));
        assertThat(unfinished.serialNumber()).contains(NEW);
        assertThat(certificates.find(key, CertificateQuery.ALL)).isEmpty();
    }

    @Test
    void oldCertificateThatIsGone_isNoHindrance_unlessItExpired() {
        RenewedCertificate renewed = certificates.renew(renewal, PATIENCE);
        ksef.change(OLD, CertificateStatus.BLOCKED);
        renewed.revokeOld(CertificateRevocationReason.SUPERSEDED);
        ksef.change(OLD, CertificateStatus.EXPIRED);
        assertThatThrownBy(() -> renewed.revokeOld(CertificateRevocationReason.SUPERSEDED))
                .hasMessageContaining("25009");
    }

    /** What stops a process asks nobody. */
    private static final class Stopped extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void certificateThatBeginsAfterThePatienceEnds_isResumedThen() {
        ksef.validIn = Duration.ofHours(2);
        var unfinished = catchThrowableOfType(KsefRenewalException.class, () -> certificates.renew(renewal, PATIENCE));
        assertThat(unfinished).hasMessageContaining("valid from 2026-11-02T11:00:00Z");
        assertThat(ksef.time.slept()).as("nobody waited in vain").isLessThan(PATIENCE);
        ksef.time.advance(Duration.ofHours(2));
        assertThat(certificates
                        .resume(unfinished.serialNumber().orElseThrow(), renewal, PATIENCE)
                        .serialNumber())
                .isEqualTo(NEW);
    }

    @Test
    void offlineRenewal_isProvenByATrialSignatureAndTheList() {
        RenewedCertificate renewed = certificates.renew(offline(), PATIENCE);
        assertThat(renewed.certificate().certificateType().is(CertificateType.OFFLINE))
                .isTrue();
        assertThat(ksef.calls).doesNotContain("signIn");
    }

    @Test
    void offlineCertificateThatIsNotActive_isNotProven() {
        RenewalPlan offline = offline();
        ksef.onAnswer = () -> ksef.change(NEW, CertificateStatus.BLOCKED);
        assertThatThrownBy(() -> certificates.renew(offline, PATIENCE))
                .isInstanceOf(KsefRenewalException.class)
                .hasMessageContaining("Blocked");
    }

    @Test
    void certificateWithTheUsageOfTheOtherType_isNotProven() {
        ksef.usageOfTheOther = true;
        assertThatThrownBy(() -> certificates.renew(renewal, PATIENCE))
                .isInstanceOf(KsefRenewalException.class)
                .hasMessageContaining("key usage");
    }

    @Test
    void certificateOfAnotherKey_isNotProven() {
        ksef.instead = Der.ec().getPublic();
        var unfinished = catchThrowableOfType(KsefRenewalException.class, () -> certificates.renew(renewal, PATIENCE));
        assertThat(unfinished.serialNumber()).contains(NEW);
        assertThat(ksef.trials).isEmpty();
    }

    @Test
    void keyThatTakesUpAnotherCertificate_provesNothing() {
        X509Certificate other = Der.certificate(
                key.pair.getPublic(),
                "0B",
                true,
                ksef.time.instant(),
                ksef.time.instant().plusSeconds(3600));
        NewKey stubborn = new NewKey() {
            @Override
            public byte[] certificationRequest(CertificateEnrollmentData subject) {
                return key.certificationRequest(subject);
            }

            @Override
            public Signer certified(List<X509Certificate> chain) {
                return key.certified(List.of(other));
            }
        };
        var plan = RenewalPlan.ofAuthentication(OLD, stubborn, this::credentials);
        var unfinished = catchThrowableOfType(KsefRenewalException.class, () -> certificates.renew(plan, PATIENCE));
        assertThat(unfinished).hasMessageContaining("another certificate than it was given");
        assertThat(unfinished.serialNumber()).contains(NEW);
        assertThat(ksef.trials).isEmpty();
    }

    @Test
    void failureOfTheCallersOwnParts_isToldByItsKindAlone() {
        key.refusal = new IllegalStateException("the PIN 1234 is wrong");
        var unfinished = catchThrowableOfType(KsefRenewalException.class, () -> certificates.renew(renewal, PATIENCE));
        assertThat(unfinished)
                .hasMessageContaining("IllegalStateException")
                .hasMessageNotContaining("1234")
                .hasNoCause();
    }

    @Test
    void trialSignInThatCannotBeEnded_isTold_andTheRenewalStands() {
        ksef.onEnd = () -> {
            throw new KsefTransportException("cut", Delivery.UNKNOWN, null);
        };
        assertThat(certificates.renew(renewal, PATIENCE).serialNumber()).isEqualTo(NEW);
        assertThat(ksef.events.of(KsefEvent.TrialSignInLeft.class))
                .extracting(KsefEvent.TrialSignInLeft::signIn)
                .containsExactly(new ReferenceNumber("AU-1"));
    }

    @Test
    void refusedApplication_isNothingToResume() {
        ksef.statuses.add(status(400, null, "klucz"));
        assertThatThrownBy(() -> certificates.renew(renewal, PATIENCE)).isInstanceOf(KsefProcessingException.class);
    }

    @Test
    void applicationThatIsNotDecidedInTime_isResumedByItsNumber() {
        for (int i = 0; i < 100; i++) {
            ksef.statuses.add(status(100, null));
        }
        var unfinished = catchThrowableOfType(KsefRenewalException.class, () -> certificates.renew(renewal, PATIENCE));
        assertThat(unfinished.referenceNumber()).contains(APPLICATION);
        assertThat(unfinished.serialNumber()).isEmpty();
        ksef.statuses.clear();
        assertThat(certificates.resume(APPLICATION, renewal, PATIENCE).serialNumber())
                .isEqualTo(NEW);
    }

    @Test
    void applicationWhoseAnswerWasLost_isRenewedAllTheSame() {
        ksef.onAnswer = () -> {
            throw new KsefTransportException("cut", Delivery.UNKNOWN, null);
        };
        assertThat(certificates.renew(renewal, PATIENCE).serialNumber()).isEqualTo(NEW);
        assertThat(ksef.applications).hasSize(1);
    }

    @Test
    void renewalThatCannotBe_appliesForNothing() {
        assertThatThrownBy(
                        () -> certificates.renew(RenewalPlan.ofAuthentication(NEW, key, this::credentials), PATIENCE))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining(NEW.value());
        assertThatThrownBy(() -> certificates.renew(RenewalPlan.ofOffline(OLD, key), PATIENCE))
                .hasMessageContaining("type Authentication");
        ksef.limits = limits(false, 5, 0);
        assertThatThrownBy(() -> certificates.renew(renewal, PATIENCE)).hasMessageContaining("0 of 6 active");
        assertThat(ksef.applications).isEmpty();
    }

    @Test
    void theOldCertificateItself_isNoRenewal() {
        assertThatThrownBy(() -> certificates.resume(OLD, renewal, PATIENCE))
                .isInstanceOf(KsefRenewalException.class)
                .hasMessageContaining("to be replaced");
    }

    private RenewalPlan offline() {
        ksef.rows.clear();
        ksef.keep(OLD, "Kody offline", CertificateType.OFFLINE, CertificateStatus.ACTIVE, 30);
        return RenewalPlan.ofOffline(OLD, key);
    }

    private Credentials credentials(Signer signer) {
        shown.add(signer);
        return Credentials.ksefToken("stands-for-a-certificate");
    }
}
