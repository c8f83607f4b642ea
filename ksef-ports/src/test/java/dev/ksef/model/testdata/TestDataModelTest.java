package dev.ksef.model.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.Nip;
import dev.ksef.model.Pesel;
import dev.ksef.model.testdata.CreateSubject.Subunit;
import dev.ksef.model.testdata.SetSessionLimits.SessionLimits;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;

class TestDataModelTest {

    private static final Nip NIP = Nip.of("5265877635");
    private static final Pesel PESEL = Pesel.of("80010112345");
    private static final OffsetDateTime THEN = OffsetDateTime.parse("2026-11-01T00:00:00Z");

    @Test
    void subject_holdsWhatItWasMadeOf() {
        Subunit unit = Subunit.of(Nip.of("7762811692"), "Szkoła nr 1");
        CreateSubject subject =
                CreateSubject.of(NIP, TestSubjectType.JST, "Gmina").with(unit).since(THEN);
        assertThat(subject.subunits()).containsExactly(unit);
        assertThat(subject.createdDate()).isEqualTo(THEN);
        assertThat(CreateSubject.of(NIP, TestSubjectType.JST, "Gmina").subunits())
                .isNull();
    }

    @Test
    void subunits_areRefused_whereThereAreNone() {
        CreateSubject authority = CreateSubject.of(NIP, TestSubjectType.ENFORCEMENT_AUTHORITY, "Urząd");
        assertThatThrownBy(() -> authority.with(Subunit.of(NIP, "Oddział"))).hasMessageContaining("no others");
        assertThat(authority.with().subunits()).isEmpty();
    }

    @Test
    void identifiersFromKsef_thatAreNotValid_areNotSentBack() {
        Nip odd = new Nip("123");
        assertThatThrownBy(() -> RemoveSubject.of(odd)).hasMessageContaining("ten digits");
        assertThatThrownBy(() -> RemovePerson.of(odd)).hasMessageContaining("ten digits");
        assertThatThrownBy(() -> AllowAttachments.of(odd)).hasMessageContaining("ten digits");
        assertThatThrownBy(() -> RevokeAttachments.of(odd)).hasMessageContaining("ten digits");
        assertThatThrownBy(() -> ContextSignIns.to(odd)).hasMessageContaining("ten digits");
        assertThatThrownBy(() -> RevokeTestPermissions.of(odd, TestSubject.of(PESEL)))
                .hasMessageContaining("ten digits");
    }

    @Test
    void descriptions_ofAnotherLength_areRefused() {
        assertThatThrownBy(() -> CreateSubject.of(NIP, TestSubjectType.VAT_GROUP, "GV"))
                .hasMessageContaining("5 to 256");
        assertThatThrownBy(() -> Subunit.of(NIP, "")).hasMessageContaining("5 to 256");
        assertThatThrownBy(() -> CreatePerson.of(NIP, PESEL, "x".repeat(257))).hasMessageContaining("5 to 256");
        assertThatThrownBy(() -> TestPermission.of(TestPermissionType.INVOICE_READ, "odcz"))
                .hasMessageContaining("5 to 256");
    }

    @Test
    void person_isLivingAndNoBailiff_unlessSaidSo() {
        CreatePerson person = CreatePerson.of(NIP, PESEL, "Jan Kowalski");
        assertThat(person.isBailiff() || person.isDeceased()).isFalse();
        assertThat(person.asBailiff().asDeceased().since(THEN))
                .isEqualTo(new CreatePerson(NIP, PESEL, true, "Jan Kowalski", true, THEN));
    }

    @Test
    void personsNumber_isShownNowhere() {
        TestSubject subject = TestSubject.of(PESEL);
        assertThat(subject.value()).isEqualTo("80010112345");
        assertThat(subject + " " + CreatePerson.of(NIP, PESEL, "Jan Kowalski") + " "
                        + RevokeTestPermissions.of(NIP, subject))
                .doesNotContain("80010112345");
    }

    @Test
    void fingerprint_isSentInUpperCase() {
        assertThat(TestSubject.of(new CertificateFingerprint("ab".repeat(32))).value())
                .isEqualTo("AB".repeat(32));
    }

    @Test
    void grantWithoutARight_isRefused() {
        assertThatThrownBy(() -> GrantTestPermissions.of(NIP, TestSubject.of(PESEL)))
                .hasMessageContaining("no right");
    }

    @Test
    void limits_outOfTheirBounds_areRefusedByName() {
        SessionLimits usual = SessionLimits.of(1, 3, 10_000);
        assertThatThrownBy(() -> SessionLimits.of(6, 3, 1))
                .hasMessageContaining("maxInvoiceSizeInMB can be set to 0 to 5");
        assertThatThrownBy(() -> SessionLimits.of(1, 11, 1)).hasMessageContaining("maxInvoiceWithAttachmentSizeInMB");
        assertThatThrownBy(() -> SessionLimits.of(1, 1, 100_001)).hasMessageContaining("maxInvoices");
        assertThatThrownBy(() -> SetSessionLimits.of(usual, usual, 1)).hasMessageContaining("2 to 5000, not to 1");
        assertThatThrownBy(() -> SetSubjectLimits.of(-1, 0)).hasMessageContaining("maxEnrollments");
        assertThatThrownBy(() -> SetSubjectLimits.of(0, -1)).hasMessageContaining("maxCertificates");
        assertThat(SetSubjectLimits.of(6, 2).forIdentifier(TestSubjectIdentifierType.PESEL))
                .isEqualTo(new SetSubjectLimits(
                        TestSubjectIdentifierType.PESEL,
                        new SetSubjectLimits.Enrollments(6),
                        new SetSubjectLimits.Certificates(2)));
        assertThat(SetSessionLimits.of(usual, usual, 5000)
                        .collectiveIdentifier()
                        .maxInvoices())
                .isEqualTo(5000);
    }

    @Test
    void attachments_areRevokedAtOnce_orOnADay() {
        assertThat(RevokeAttachments.of(NIP).expectedEndDate()).isNull();
        LocalDate day = LocalDate.of(2026, 12, 1);
        assertThat(RevokeAttachments.of(NIP).on(day).expectedEndDate()).isEqualTo(day);
    }
}
