package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.domain.certificate.Certificates;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Pesel;
import dev.ksef.model.certificate.CertificateStatus;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.limit.ApiRateLimitsOverride;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.model.testdata.CreatePerson;
import dev.ksef.model.testdata.CreateSubject;
import dev.ksef.model.testdata.CreateSubject.Subunit;
import dev.ksef.model.testdata.SetSubjectLimits;
import dev.ksef.model.testdata.TestPermission;
import dev.ksef.model.testdata.TestPermissionType;
import dev.ksef.model.testdata.TestSubject;
import dev.ksef.model.testdata.TestSubjectType;
import dev.ksef.port.signing.Signer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Subjects, limits and certificates that somebody changes to try things out. */
class TestDataScenarioTest extends SignedScenario {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String PESEL = "80010112345";

    @Test
    void certificateThatWasEnded_signsInNoMore() {
        grantPerson();
        LocalNewKey key = LocalNewKey.ecP256();
        KsefCertificate issued;
        try (KsefClient person = signedBy(person(PESEL))) {
            KsefContextClient view = person.forNip(simulator.nip());
            Certificates certificates = view.certificates();
            issued = certificates
                    .enrol(CertificateType.AUTHENTICATION, "Certyfikat osoby", key)
                    .await(PATIENCE);
            view.testData()
                    .endCertificate(
                            issued.certificateSerialNumber(), time.instant().plusSeconds(60));
            time.advance(Duration.ofMinutes(2));
            assertThat(certificates
                            .find(issued.certificateSerialNumber())
                            .orElseThrow()
                            .is(CertificateStatus.EXPIRED))
                    .isTrue();
            assertThatThrownBy(() -> view.testData()
                            .endCertificate(
                                    issued.certificateSerialNumber(),
                                    time.instant().plus(Duration.ofDays(9000))))
                    .isInstanceOf(KsefApiException.class)
                    .hasMessageContaining("21405");
        }
        Signer ended = key.certified(List.of(issued.x509()), time);
        try (KsefClient late = signedBy(ended)) {
            var refused = catchThrowableOfType(
                    KsefProcessingException.class,
                    () -> late.forNip(simulator.nip()).limits().context());
            assertThat(refused.status().code()).isEqualTo(460);
        }
    }

    @Test
    void certificateOfNobody_isRefusedAndExplained() {
        try (KsefClient owner = signedBy(seal())) {
            var data = owner.forNip(simulator.nip()).testData();
            assertThatThrownBy(
                            () -> data.endCertificate(CertificateSerialNumber.of("00000000000000FF"), time.instant()))
                    .isInstanceOf(KsefApiException.class)
                    .hasMessageContaining("25008")
                    .hasMessageContaining("no certificate with this serial number");
        }
    }

    @Test
    void blockedContext_endsNewSignIns_untilItIsUnblocked() {
        Nip nip = Nip.of(simulator.nip());
        company.limits().context();
        ksef.testData().block(nip);
        company.limits().context();
        var refused = catchThrowableOfType(
                KsefProcessingException.class,
                () -> company.forcingAuthentication().limits().context());
        assertThat(refused.status().code()).isEqualTo(480);
        ksef.testData().unblock(nip);
        time.advance(Duration.ofMinutes(5));
        assertThat(company.forcingAuthentication().limits().context()).isNotNull();
    }

    @Test
    void subjectsAndPersons_areMadeOnce_andRemoved() {
        var data = ksef.testData();
        CreateSubject subject = CreateSubject.of(Nip.of("7762811692"), TestSubjectType.VAT_GROUP, "Grupa VAT")
                .with(Subunit.of(Nip.of("1111111111"), "Członek grupy"));
        data.create(subject);
        assertThatThrownBy(() -> data.create(subject))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("30001")
                .hasMessageContaining("somebody made it already");
        data.removeSubject(Nip.of("7762811692"));
        data.create(CreatePerson.of(Nip.of("5265877635"), Pesel.of(PESEL), "Jan Kowalski"));
        data.removePerson(Nip.of("5265877635"));
    }

    @Test
    void limitsOfTheContext_areSetForLimiterAndKsef_andRestored() {
        var data = company.testData();
        var limits = data.setRateLimits(ApiRateLimitsOverride.builder(RateLimit.of(10, 30, 120))
                .invoiceSend(RateLimit.of(1, 2, 3))
                .build());
        assertThat(limits.invoiceSend()).isEqualTo(RateLimit.of(1, 2, 3));
        assertThat(data.setProductionRateLimits().invoiceSend()).isEqualTo(RateLimit.of(10, 30, 180));
        assertThat(data.resetRateLimits().invoiceSend()).isNotNull();
        data.setCertificateLimits(SetSubjectLimits.of(7, 5));
        assertThat(company.limits().subject().certificate().maxCertificates()).isEqualTo(5);
        data.resetCertificateLimits();
        assertThat(company.limits().subject().certificate().maxCertificates()).isNotEqualTo(5);
    }

    @Test
    void attachments_areAllowedAndRevoked() {
        ksef.testData().allowAttachments(Nip.of(simulator.nip()));
        ksef.testData().revokeAttachments(Nip.of(simulator.nip()), today().plusDays(30));
        ksef.testData().revokeAttachments(Nip.of(simulator.nip()));
        assertThat(ksef.peppolProviders().stream()).isEmpty();
    }

    private void grantPerson() {
        ksef.testData()
                .grant(
                        Nip.of(simulator.nip()),
                        TestSubject.of(Pesel.of(PESEL)),
                        TestPermission.of(TestPermissionType.INVOICE_READ, "Odczyt faktur"));
    }
}
