package dev.ksef.model.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.Pesel;
import dev.ksef.model.subject.EntityIdentifier;
import dev.ksef.model.subject.IdDocument;
import dev.ksef.model.subject.PersonDetailsType;
import dev.ksef.model.subject.PersonIdentifier;
import dev.ksef.model.subject.SubjectIdentifier;
import dev.ksef.model.subject.UnitIdentifier;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests that KSeF would not accept cannot be made. */
class GrantsTest {

    private static final PersonDetails JAN = PersonDetails.of("Jan", "Kowalski");
    private static final SubjectIdentifier PERSON = SubjectIdentifier.of(Pesel.of("44051401359"));
    private static final SubjectIdentifier CERTIFICATE =
            SubjectIdentifier.of(CertificateFingerprint.of("AB".repeat(32)));
    private static final PersonWithIdentifier WITH_NUMBER =
            PersonWithIdentifier.of(JAN, PersonIdentifier.of(Pesel.of("44051401359")));

    @Test
    void details_fitTheIdentifier() {
        assertThatThrownBy(() -> read(CERTIFICATE, PersonSubjectDetails.of(JAN)))
                .hasMessageContaining("not by the name alone");
        assertThatThrownBy(() -> read(PERSON, PersonSubjectDetails.of(WITH_NUMBER)))
                .hasMessageContaining("by the name alone")
                .hasMessageContaining("PersonByFingerprintWithIdentifier is for a fingerprint");
        assertThat(read(CERTIFICATE, PersonSubjectDetails.of(WITH_NUMBER)).permissions())
                .hasSize(1);
    }

    private static GrantPersonPermissions read(SubjectIdentifier subject, PersonSubjectDetails details) {
        return GrantPersonPermissions.of(
                subject, details, List.of(PersonPermissionType.INVOICE_READ), "podgląd faktur");
    }

    @Test
    void details_areThoseThatTheTypeDemands() {
        assertThatThrownBy(() -> new PersonSubjectDetails(PersonDetailsType.PERSON_BY_IDENTIFIER, null, null, null))
                .hasMessageContaining("PersonByIdentifier");
        assertThatThrownBy(
                        () -> new PersonSubjectDetails(PersonDetailsType.PERSON_BY_IDENTIFIER, JAN, WITH_NUMBER, null))
                .hasMessageContaining("no others");
        assertThatThrownBy(() ->
                        new EuSubjectDetails(EuSubjectDetails.Type.ENTITY_BY_FINGERPRINT, WITH_NUMBER, null, null))
                .hasMessageContaining("EntityByFingerprint");
    }

    @Test
    void description_has5To256Characters() {
        assertThat(described("opis!").description()).isEqualTo("opis!");
        assertThat(described("o".repeat(256)).description()).hasSize(256);
        assertThatThrownBy(() -> described("opis")).hasMessageContaining("5 to 256 characters, not 4");
        assertThatThrownBy(() -> described("o".repeat(257))).hasMessageContaining("not 257");
    }

    private static GrantPersonPermissions described(String description) {
        return GrantPersonPermissions.of(
                PERSON, PersonSubjectDetails.of(JAN), List.of(PersonPermissionType.INVOICE_READ), description);
    }

    @Test
    void right_isNamedOnce_evenIfOneMayBePassedOn() {
        EntityIdentifier office = EntityIdentifier.of(Nip.of("7762811692"));
        assertThatThrownBy(() -> GrantEntityPermissions.of(
                        office,
                        EntityDetails.of("Biuro ABC"),
                        List.of(
                                EntityPermission.of(EntityPermissionType.INVOICE_READ),
                                EntityPermission.delegable(EntityPermissionType.INVOICE_READ)),
                        "obsługa faktur"))
                .hasMessageContaining("InvoiceRead is named twice");
    }

    @Test
    void entity_withoutDetails_isRefused() {
        assertThatThrownBy(() -> GrantEntityPermissions.of(
                        EntityIdentifier.of(Nip.of("7762811692")),
                        null,
                        List.of(EntityPermission.of(EntityPermissionType.INVOICE_READ)),
                        "obsługa faktur"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("subjectDetails");
    }

    @Test
    void unit_withAnInternalIdentifier_needsAName() {
        var unit = UnitIdentifier.of(InternalId.of("5265877635-12346"));
        assertThatThrownBy(() -> administrator(unit, null)).hasMessageContaining("needs a name");
        assertThatThrownBy(() -> administrator(unit, "Łódź")).hasMessageContaining("5 to 256");
        assertThatThrownBy(() -> administrator(UnitIdentifier.of(InternalId.of("5265877635-12345")), "Oddział"))
                .hasMessageContaining("check digit");
        assertThat(administrator(UnitIdentifier.of(Nip.of("7762811692")), null).subunitName())
                .isNull();
    }

    private static GrantSubunitAdministration administrator(UnitIdentifier unit, String name) {
        return GrantSubunitAdministration.of(PERSON, PersonSubjectDetails.of(JAN), unit, name, "administrator");
    }

    @Test
    void persons_areNotShown() {
        var born = PersonWithDocument.of(JAN, LocalDate.of(1944, 5, 14), IdDocument.of("passport", "AB123456", "DE"));
        for (Object request : List.of(
                read(PERSON, PersonSubjectDetails.of(JAN)),
                read(CERTIFICATE, PersonSubjectDetails.of(WITH_NUMBER)),
                read(CERTIFICATE, PersonSubjectDetails.of(born)),
                EuSubjectDetails.of(born))) {
            assertThat(request.toString()).doesNotContain("Kowalski", "44051401359", "1944", "AB123456");
        }
    }
}
