package dev.ksef.domain.certificate;

import static dev.ksef.domain.certificate.FakeRegister.NEW;
import static dev.ksef.domain.certificate.FakeRegister.OLD;
import static dev.ksef.domain.certificate.FakeRegister.PATIENCE;
import static dev.ksef.domain.certificate.FakeRegister.limits;
import static dev.ksef.domain.certificate.FakeRegister.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.Faked;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.certificate.CertificateMetadata;
import dev.ksef.model.certificate.CertificateQuery;
import dev.ksef.model.certificate.CertificateRevocationReason;
import dev.ksef.model.certificate.CertificateStatus;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.certificate.EnrollCertificate;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.event.KsefEvent.Reconciling;
import dev.ksef.port.event.KsefEvent.Reconciling.Step;
import dev.ksef.port.signing.NewKey;
import dev.ksef.port.signing.Signer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificatesTest {

    private static final String NAME = "Księgowość 2026";

    private final FakeRegister ksef = new FakeRegister();
    private final Certificates certificates = ksef.certificates();
    private final AKey key = new AKey();

    @Test
    void application_thatKsefTakes_becomesACertificateOfTheKey() {
        CertificateEnrollment enrollment =
                certificates.enrol(CertificateType.AUTHENTICATION, NAME, key, Instant.parse("2026-11-02T10:00:00Z"));
        ksef.statuses.add(status(100, null));
        KsefCertificate certificate = enrollment.await(PATIENCE);
        assertThat(enrollment.referenceNumber()).contains(new ReferenceNumber("EH-1"));
        assertThat(certificate.certificateSerialNumber()).isEqualTo(NEW);
        assertThat(certificate.x509().getPublicKey()).isEqualTo(key.pair.getPublic());
        assertThat(key.subjects).as("what KSeF returned, unchanged").containsExactly(FakeRegister.SUBJECT);
        assertThat(ksef.applications.get(0).certificateName()).isEqualTo(NAME);
        assertThat(ksef.applications.get(0).validFrom()).hasToString("2026-11-02T10:00Z");
        assertThat(ksef.calls)
                .containsExactly("data", "limits", "enrol", "enrollment EH-1", "enrollment EH-1", "retrieve");
    }

    @Test
    void nameThatKsefDoesNotTake_isRefusedBeforeAnyCall() {
        assertThatThrownBy(() -> certificates.enrol(CertificateType.OFFLINE, "Sp. z o.o.", key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("5 to 100");
        assertThat(ksef.calls).isEmpty();
    }

    @Test
    void exhaustedLimits_areToldBeforeAnythingIsAppliedFor() {
        ksef.limits = limits(false, 0, 4);
        assertThatThrownBy(() -> certificates.enrol(CertificateType.OFFLINE, NAME, key))
                .isInstanceOf(KsefException.class)
                .hasMessageContaining("0 of 12 applications")
                .hasMessageContaining("4 of 6 active certificates")
                .hasMessageContaining("Nothing was applied for");
        assertThat(ksef.calls).containsExactly("data", "limits");
    }

    @Test
    void limitsThatCannotBeRead_forbidNothing() {
        ksef.limits = limits(null, 3, 3);
        assertThat(certificates.enrol(CertificateType.OFFLINE, NAME, key).referenceNumber())
                .isPresent();
    }

    @Test
    void signInWithAToken_isExplained() {
        ksef.onData = () -> {
            throw Faked.error(400, 25001);
        };
        var refused = catchThrowableOfType(
                KsefApiException.class, () -> certificates.enrol(CertificateType.OFFLINE, NAME, key));
        assertThat(refused.has(25001)).isTrue();
        assertThat(refused).hasMessageContaining("XAdES").hasMessageContaining("KSeF token");
        assertThatThrownBy(certificates::enrollmentData).hasMessageContaining("XAdES");
        ksef.onData = () -> {};
        ksef.onEnrol = () -> {
            throw Faked.error(400, 25002);
        };
        assertThatThrownBy(() -> certificates.enrol(CertificateType.OFFLINE, NAME, key))
                .hasMessageContaining("25002")
                .hasMessageContaining("XAdES");
    }

    @ParameterizedTest
    @CsvSource({"25006,Ministry", "25007,revoke certificates"})
    void limitExhaustedSinceItWasLookedAt_isExplained(int code, String advice) {
        ksef.onEnrol = () -> {
            throw Faked.error(400, code);
        };
        var refused = catchThrowableOfType(
                KsefApiException.class, () -> certificates.enrol(CertificateType.OFFLINE, NAME, key));
        assertThat(refused.has(code)).isTrue();
        assertThat(refused).hasMessageContaining(advice);
    }

    @Test
    void answerThatWasWaitedForToTheDeadline_leavesTimeToLook() {
        List<EnrollCertificate> pending = new ArrayList<>();
        ksef.onEnrol = () -> {
            pending.add(EnrollCertificate.of(NAME, CertificateType.OFFLINE, Der.application(key.pair.getPublic())));
            ksef.time.advance(Duration.ofMinutes(2));
            throw unanswered();
        };
        Instant stalled = ksef.time.instant().plus(Duration.ofMinutes(2));
        ksef.onQuery = () -> {
            if (!pending.isEmpty() && ksef.time.instant().isAfter(stalled.plusSeconds(30))) {
                ksef.issue(pending.remove(0));
            }
        };
        assertThat(certificates.enrol(CertificateType.OFFLINE, NAME, key).serialNumber())
                .contains(NEW);
    }

    @Test
    void refusalOfAnotherKind_isPassedOnAsItIs() {
        KsefApiException refusal = Faked.error(400, 21405);
        ksef.onEnrol = () -> {
            throw refusal;
        };
        assertThatThrownBy(() -> certificates.enrol(CertificateType.OFFLINE, NAME, key))
                .isSameAs(refusal);
    }

    @Test
    void refusedApplication_isToldWithItsDetails() {
        ksef.statuses.add(status(400, null, "Osiągnięto dopuszczalny limit posiadanych certyfikatów."));
        var application = new ReferenceNumber("EH-9");
        var failed = catchThrowableOfType(
                KsefProcessingException.class, () -> certificates.awaitCertificate(application, PATIENCE));
        assertThat(failed.status().code()).isEqualTo(400);
        assertThat(failed.referenceNumber()).isEqualTo(application);
        assertThat(failed).hasMessageContaining("limit posiadanych");
        ksef.statuses.add(status(550, null));
        assertThatThrownBy(() -> certificates.awaitCertificate(application, PATIENCE))
                .isInstanceOf(KsefProcessingException.class);
    }

    @Test
    void issuedCertificateWithoutANumber_isSaid() {
        ksef.statuses.add(status(200, null));
        assertThatThrownBy(() -> certificates.awaitCertificate(new ReferenceNumber("EH-9"), PATIENCE))
                .hasMessageContaining("EH-9")
                .hasMessageContaining("serial number");
    }

    @Test
    void applicationThatIsNotDecided_endsWithTheDeadline() {
        for (int i = 0; i < 100; i++) {
            ksef.statuses.add(status(100, null));
        }
        var late = catchThrowableOfType(
                KsefDeadlineException.class,
                () -> certificates.awaitCertificate(new ReferenceNumber("EH-9"), PATIENCE));
        assertThat(late.referenceNumber()).contains(new ReferenceNumber("EH-9"));
        assertThat(ksef.calls).as("looks within the limit of an hour").hasSizeLessThan(60);
    }

    @Test
    void applicationWhoseAnswerWasLost_isFoundByItsKeyAndNotMadeAgain() {
        certificates.enrol(CertificateType.OFFLINE, NAME, new AKey());
        ksef.onAnswer = () -> {
            throw unanswered();
        };
        CertificateEnrollment enrollment = certificates.enrol(CertificateType.OFFLINE, NAME, key);
        assertThat(enrollment.referenceNumber()).isEmpty();
        assertThat(enrollment.await(PATIENCE).x509().getPublicKey()).isEqualTo(key.pair.getPublic());
        assertThat(ksef.applications).as("one with another key, and ours").hasSize(2);
        assertThat(steps()).containsExactly(Step.LOOKING, Step.FOUND);
    }

    @Test
    void applicationWhoseAnswerWasAGatewaysPage_isLookedForToo() {
        ksef.onAnswer = () -> {
            throw Faked.error(502, 0);
        };
        assertThat(certificates.enrol(CertificateType.OFFLINE, NAME, key).serialNumber())
                .contains(NEW);
    }

    @Test
    void certificateThatIsIssuedWhileItIsLookedFor_isFound() {
        List<EnrollCertificate> pending = new ArrayList<>();
        ksef.onEnrol = () -> {
            pending.add(EnrollCertificate.of(NAME, CertificateType.OFFLINE, Der.application(key.pair.getPublic())));
            throw unanswered();
        };
        Instant begun = ksef.time.instant();
        ksef.onQuery = () -> {
            if (!pending.isEmpty() && ksef.time.instant().isAfter(begun.plusSeconds(30))) {
                ksef.issue(pending.remove(0));
            }
        };
        assertThat(certificates.enrol(CertificateType.OFFLINE, NAME, key).serialNumber())
                .contains(NEW);
    }

    @Test
    void applicationThatNeverArrived_isNotMadeAgainButTold() {
        ksef.keep(NEW, NAME, CertificateType.OFFLINE, CertificateStatus.ACTIVE, 100);
        ksef.onEnrol = () -> {
            throw unanswered();
        };
        var unknown = catchThrowableOfType(
                KsefTransportException.class, () -> certificates.enrol(CertificateType.OFFLINE, NAME, key));
        assertThat(unknown.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(unknown)
                .as("another certificate of that name is none of ours")
                .hasMessageContaining(
                        "'" + NAME + "' got no answer, and no certificate of that name with our key is listed")
                .hasMessageContaining("counted none so far: 12 are left")
                .hasMessageContaining("Do not apply again before looking");
        assertThat(ksef.calls.stream().filter("enrol"::equals)).hasSize(1);
        assertThat(steps()).containsExactly(Step.LOOKING, Step.GIVEN_UP);
    }

    @Test
    void applicationThatCouldNotBeLookedFor_isToldSo() {
        ksef.onAnswer = () -> {
            throw unanswered();
        };
        for (RuntimeException refusal : List.of(unanswered(), Faked.error(403, 0))) {
            ksef.onQuery = () -> {
                throw refusal;
            };
            assertThatThrownBy(() -> certificates.enrol(CertificateType.OFFLINE, NAME, key))
                    .isInstanceOf(KsefTransportException.class)
                    .hasMessageContaining("got no answer, and KSeF could not be asked whether there is a certificate")
                    .hasMessageNotContaining("is listed")
                    .hasMessageContaining("Do not apply again before looking");
        }
    }

    @Test
    void applicationThatWasAnsweredWithAnError_isToldSo() {
        ksef.onEnrol = () -> {
            throw Faked.error(500, 0);
        };
        assertThatThrownBy(() -> certificates.enrol(CertificateType.OFFLINE, NAME, key))
                .isInstanceOf(KsefTransportException.class)
                .hasMessageContaining("'" + NAME + "' was answered with HTTP 500, and")
                .hasMessageNotContaining("no answer");
    }

    @Test
    void applicationThatWasCountedButIsNotThere_isToldSo() {
        ksef.onEnrol = () -> {
            ksef.limits = limits(true, 11, 6);
            throw unanswered();
        };
        assertThatThrownBy(() -> certificates.enrol(CertificateType.OFFLINE, NAME, key))
                .hasMessageContaining("counted one: 11 are left of 12");
    }

    @Test
    void applicationThatSurelyDidNotLeave_isNotLookedFor() {
        var notSent = new KsefTransportException("refused", Delivery.NOT_SENT, null);
        ksef.onEnrol = () -> {
            throw notSent;
        };
        assertThatThrownBy(() -> certificates.enrol(CertificateType.OFFLINE, NAME, key))
                .isSameAs(notSent);
        assertThat(steps()).isEmpty();
    }

    @Test
    void keyThatMakesNoApplication_isRefusedBeforeItIsSent() {
        NewKey broken = new NewKey() {
            @Override
            public byte[] certificationRequest(dev.ksef.model.certificate.CertificateEnrollmentData subject) {
                return new byte[] {0x30, (byte) 0x82, 1, 0, 0x30};
            }

            @Override
            public Signer certified(List<X509Certificate> chain) {
                throw new UnsupportedOperationException();
            }
        };
        assertThatThrownBy(() -> certificates.enrol(CertificateType.OFFLINE, NAME, broken))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("PKCS#10");
        assertThat(ksef.applications).isEmpty();
    }

    @Test
    void keyInAnApplication_isToldFromOthersOfEitherKind() {
        var rsa = Der.rsa();
        var certificate = Der.certificate(rsa.getPublic(), "0A", true, Instant.EPOCH, Instant.now());
        assertThat(RequestedKey.of(Der.application(rsa.getPublic())).isOf(certificate))
                .isTrue();
        assertThat(RequestedKey.of(Der.application(Der.rsa().getPublic())).isOf(certificate))
                .isFalse();
        assertThat(RequestedKey.of(Der.application(Der.ec().getPublic())).isOf(certificate))
                .isFalse();
    }

    @Test
    void manyCertificates_areRetrievedInPacksOfTen_andOneOddCostsNoOther() {
        List<CertificateSerialNumber> numbers = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            var number = CertificateSerialNumber.of("%016X".formatted(i));
            numbers.add(number);
            ksef.issued.add(new KsefCertificate(number, null, null, i == 5 ? "b2Rk" : null));
        }
        List<KsefCertificate> all = certificates.retrieve(numbers);
        assertThat(all).extracting(KsefCertificate::certificateSerialNumber).containsExactlyElementsOf(numbers);
        assertThat(ksef.packs).containsExactly(10, 10, 3);
        assertThatThrownBy(() -> all.get(5).x509())
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("0000000000000005")
                .hasMessageContaining("X.509");
        assertThatThrownBy(() -> all.get(6).x509()).hasMessageContaining("no content");
        assertThat(certificates.retrieve(List.of())).isEmpty();
    }

    @Test
    void certificateThatKsefDoesNotGive_isSaid() {
        assertThatThrownBy(() -> certificates.get(NEW)).hasMessageContaining(NEW.value());
        assertThat(certificates.find(NEW)).isEmpty();
        assertThat(certificates.find(OLD))
                .get()
                .extracting(CertificateMetadata::name)
                .isEqualTo("Stary certyfikat");
    }

    @Test
    void list_withoutAMarkOfItsLastPage_isReadToItsEnd() {
        for (int i = 0; i < 120; i++) {
            ksef.keep(
                    CertificateSerialNumber.of("%016X".formatted(i)),
                    NAME,
                    CertificateType.OFFLINE,
                    CertificateStatus.ACTIVE,
                    100);
        }
        assertThat(certificates.stream(CertificateQuery.ALL)).hasSize(121);
    }

    @Test
    void expiring_isWhatIsActiveAndEndsSoon_theSoonestFirst() {
        ksef.keep(serial(1), NAME, CertificateType.OFFLINE, CertificateStatus.ACTIVE, 10);
        ksef.keep(serial(2), NAME, CertificateType.OFFLINE, CertificateStatus.ACTIVE, 31);
        ksef.keep(serial(3), NAME, CertificateType.OFFLINE, CertificateStatus.REVOKED, 5);
        ksef.keep(serial(4), NAME, CertificateType.OFFLINE, CertificateStatus.ACTIVE, -1);
        assertThat(certificates.expiring(Duration.ofDays(30)))
                .extracting(CertificateMetadata::certificateSerialNumber)
                .containsExactly(serial(1), OLD);
    }

    @Test
    void revocationOfWhatIsRevoked_isNoError() {
        certificates.revoke(OLD, CertificateRevocationReason.SUPERSEDED);
        certificates.revoke(OLD, CertificateRevocationReason.SUPERSEDED);
        ksef.change(OLD, CertificateStatus.BLOCKED);
        certificates.revoke(OLD, CertificateRevocationReason.KEY_COMPROMISE);
        assertThat(ksef.calls.get(2)).isEqualTo("revoke " + OLD + " KEY_COMPROMISE");
    }

    @Test
    void revocationOfWhatExpired_isTold() {
        ksef.change(OLD, CertificateStatus.EXPIRED);
        var refused = catchThrowableOfType(
                KsefApiException.class, () -> certificates.revoke(OLD, CertificateRevocationReason.SUPERSEDED));
        assertThat(refused.has(25009)).isTrue();
    }

    @Test
    void refusedRevocation_thatCannotBeLookedInto_isTheRefusal() {
        ksef.change(OLD, CertificateStatus.REVOKED);
        ksef.onQuery = () -> {
            throw unanswered();
        };
        assertThatThrownBy(() -> certificates.revoke(OLD, CertificateRevocationReason.SUPERSEDED))
                .isInstanceOf(KsefApiException.class)
                .satisfies(refused -> assertThat(refused.getSuppressed()).hasSize(1));
    }

    private List<Step> steps() {
        return ksef.events.of(Reconciling.class).stream().map(Reconciling::step).toList();
    }

    private static CertificateSerialNumber serial(int number) {
        return CertificateSerialNumber.of("000000000000000" + number);
    }

    private static KsefTransportException unanswered() {
        return new KsefTransportException("cut", Delivery.UNKNOWN, null);
    }
}
