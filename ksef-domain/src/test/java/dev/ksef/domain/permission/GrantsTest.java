package dev.ksef.domain.permission;

import static dev.ksef.domain.permission.FakePermissions.COMPANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.Pesel;
import dev.ksef.model.grant.AuthorizationType;
import dev.ksef.model.grant.EntityDetails;
import dev.ksef.model.grant.EntityPermission;
import dev.ksef.model.grant.EntityPermissionType;
import dev.ksef.model.grant.EuEntityPermissionType;
import dev.ksef.model.grant.EuSubjectDetails;
import dev.ksef.model.grant.GrantAuthorization;
import dev.ksef.model.grant.GrantEntityPermissions;
import dev.ksef.model.grant.GrantEuEntityAdministration;
import dev.ksef.model.grant.GrantEuEntityPermissions;
import dev.ksef.model.grant.GrantIndirectPermissions;
import dev.ksef.model.grant.GrantPersonPermissions;
import dev.ksef.model.grant.GrantSubunitAdministration;
import dev.ksef.model.grant.IndirectPermissionType;
import dev.ksef.model.grant.PersonDetails;
import dev.ksef.model.grant.PersonPermissionType;
import dev.ksef.model.grant.PersonSubjectDetails;
import dev.ksef.model.grant.PersonWithDocument;
import dev.ksef.model.grant.PersonWithIdentifier;
import dev.ksef.model.subject.AuthorizedEntityIdentifier;
import dev.ksef.model.subject.EuEntityDetails;
import dev.ksef.model.subject.IdDocument;
import dev.ksef.model.subject.PersonIdentifier;
import dev.ksef.model.subject.SubjectIdentifier;
import dev.ksef.model.subject.TargetIdentifier;
import dev.ksef.model.subject.UnitIdentifier;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the sentences of grants send. */
class GrantsTest {

    private static final Nip OFFICE = Nip.of("7762811692");
    private static final Pesel PESEL = Pesel.of("44051401359");
    private static final CertificateFingerprint FINGERPRINT = CertificateFingerprint.of("ab".repeat(32));
    private static final PersonDetails JAN = PersonDetails.of("Jan", "Kowalski");
    private static final IdDocument PASSPORT = IdDocument.of("passport", "AB123456", "DE");
    private static final LocalDate BORN = LocalDate.of(1990, 2, 3);

    private final FakePermissions ksef = new FakePermissions();
    private final Permissions permissions = ksef.of(COMPANY);

    @Test
    void person_isGrantedTo_asTheSentenceSays() {
        permissions
                .grantPerson(PersonPermissionType.INVOICE_READ, PersonPermissionType.INVOICE_WRITE)
                .to(PESEL)
                .named("Jan", "Kowalski")
                .describedAs("księgowość 2026")
                .send();
        assertThat(ksef.only(GrantPersonPermissions.class))
                .isEqualTo(GrantPersonPermissions.of(
                        SubjectIdentifier.of(PESEL),
                        PersonSubjectDetails.of(JAN),
                        List.of(PersonPermissionType.INVOICE_READ, PersonPermissionType.INVOICE_WRITE),
                        "księgowość 2026"));
    }

    @Test
    void person_withACertificateWithoutNumbers_isDescribedByANumberOrADocument() {
        var named = permissions
                .grantPerson(PersonPermissionType.INTROSPECTION)
                .to(FINGERPRINT)
                .named("Jan", "Kowalski");
        named.identifiedBy(PESEL).describedAs("podgląd sesji").send();
        named.identifiedBy(OFFICE).describedAs("podgląd sesji").send();
        named.identifiedBy(BORN, PASSPORT).describedAs("podgląd sesji").send();
        assertThat(ksef.sent)
                .extracting(request -> ((GrantPersonPermissions) request).subjectDetails())
                .containsExactly(
                        PersonSubjectDetails.of(PersonWithIdentifier.of(JAN, PersonIdentifier.of(PESEL))),
                        PersonSubjectDetails.of(PersonWithIdentifier.of(JAN, PersonIdentifier.of(OFFICE))),
                        PersonSubjectDetails.of(PersonWithDocument.of(JAN, BORN, PASSPORT)));
    }

    @Test
    void entity_mayPassOnOnlyWhatIsSaidToBeDelegable() {
        permissions
                .grantEntity(EntityPermissionType.INVOICE_WRITE)
                .andDelegable(EntityPermissionType.INVOICE_READ)
                .and(EntityPermissionType.COLLECTIVE_IDENTIFIER_MANAGE)
                .to(OFFICE)
                .named("Biuro rachunkowe ABC")
                .describedAs("obsługa faktur")
                .send();
        GrantEntityPermissions request = ksef.only(GrantEntityPermissions.class);
        assertThat(request.subjectIdentifier().nip()).contains(OFFICE);
        assertThat(request.subjectDetails()).isEqualTo(EntityDetails.of("Biuro rachunkowe ABC"));
        assertThat(request.permissions())
                .containsExactly(
                        EntityPermission.of(EntityPermissionType.INVOICE_WRITE),
                        EntityPermission.delegable(EntityPermissionType.INVOICE_READ),
                        EntityPermission.of(EntityPermissionType.COLLECTIVE_IDENTIFIER_MANAGE));
    }

    @Test
    void entity_canBeGivenADelegableRightFirst() {
        permissions
                .grantEntityDelegable(EntityPermissionType.INVOICE_READ)
                .to(OFFICE)
                .named("Biuro rachunkowe ABC")
                .describedAs("obsługa faktur")
                .send();
        assertThat(ksef.only(GrantEntityPermissions.class).permissions())
                .containsExactly(EntityPermission.delegable(EntityPermissionType.INVOICE_READ));
    }

    @Test
    void authorization_isGivenToTaxpayersAndPeppolProviders() {
        permissions
                .grantAuthorization(AuthorizationType.SELF_INVOICING)
                .to(OFFICE)
                .named("Nabywca S.A.")
                .describedAs("samofakturowanie")
                .send();
        permissions
                .grantAuthorization(AuthorizationType.PEF_INVOICING)
                .to(PeppolId.of("PPL123456"))
                .named("Dostawca Peppol")
                .describedAs("faktury PEF")
                .send();
        assertThat(ksef.sent)
                .containsExactly(
                        GrantAuthorization.of(
                                AuthorizedEntityIdentifier.of(OFFICE),
                                EntityDetails.of("Nabywca S.A."),
                                AuthorizationType.SELF_INVOICING,
                                "samofakturowanie"),
                        GrantAuthorization.of(
                                AuthorizedEntityIdentifier.of(PeppolId.of("PPL123456")),
                                EntityDetails.of("Dostawca Peppol"),
                                AuthorizationType.PEF_INVOICING,
                                "faktury PEF"));
    }

    @Test
    void indirectGrant_isForOneClientOrForAll() {
        var grant = permissions.grantIndirect(IndirectPermissionType.INVOICE_READ);
        for (PersonRecipient recipient : List.of(
                grant.forClient(OFFICE), grant.forClient(InternalId.of("7762811692-12347")), grant.forAllClients())) {
            recipient
                    .to(PESEL)
                    .named("Jan", "Kowalski")
                    .describedAs("obsługa klientów")
                    .send();
        }
        assertThat(ksef.sent)
                .extracting(request -> ((GrantIndirectPermissions) request).targetIdentifier())
                .containsExactly(
                        TargetIdentifier.of(OFFICE),
                        TargetIdentifier.of(InternalId.of("7762811692-12347")),
                        TargetIdentifier.ALL_PARTNERS);
    }

    @Test
    void administrator_isAppointedForAUnitWithAName_orASubordinateTaxpayer() {
        InternalId unit = InternalId.of("5265877635-12346");
        permissions
                .grantSubunitAdministration()
                .ofUnit(unit, "Oddział w Łodzi")
                .to(PESEL)
                .named("Jan", "Kowalski")
                .describedAs("administrator oddziału")
                .send();
        permissions
                .grantSubunitAdministration()
                .ofSubordinate(OFFICE)
                .to(PESEL)
                .named("Jan", "Kowalski")
                .describedAs("administrator gminy")
                .send();
        assertThat(ksef.sent)
                .containsExactly(
                        GrantSubunitAdministration.of(
                                SubjectIdentifier.of(PESEL),
                                PersonSubjectDetails.of(JAN),
                                UnitIdentifier.of(unit),
                                "Oddział w Łodzi",
                                "administrator oddziału"),
                        GrantSubunitAdministration.of(
                                SubjectIdentifier.of(PESEL),
                                PersonSubjectDetails.of(JAN),
                                UnitIdentifier.of(OFFICE),
                                null,
                                "administrator gminy"));
    }

    @Test
    void euEntity_isNamedByNameAndAddressTogether() {
        permissions
                .grantEuAdministration()
                .ofEntity(NipVatUe.of("5265877635-DE123456789"), "Firma GmbH", "Hauptstr. 1, 10115 Berlin")
                .to(FINGERPRINT)
                .namedEntity("Firma GmbH", "Hauptstr. 1, 10115 Berlin")
                .describedAs("samofakturowanie UE")
                .send();
        GrantEuEntityAdministration request = ksef.only(GrantEuEntityAdministration.class);
        assertThat(request.euEntityName()).isEqualTo("Firma GmbH, Hauptstr. 1, 10115 Berlin");
        assertThat(request.euEntityDetails()).isEqualTo(EuEntityDetails.of("Firma GmbH", "Hauptstr. 1, 10115 Berlin"));
        assertThat(request.contextIdentifier().value()).isEqualTo(NipVatUe.of("5265877635-DE123456789"));
        assertThat(request.subjectIdentifier().value().value()).isEqualTo("AB".repeat(32));
        assertThat(request.subjectDetails().subjectDetailsType())
                .isEqualTo(EuSubjectDetails.Type.ENTITY_BY_FINGERPRINT);
    }

    @Test
    void representativeOfAnEuEntity_isAPersonOrAnEntity() {
        var to = permissions
                .grantEuEntity(EuEntityPermissionType.INVOICE_READ, EuEntityPermissionType.INVOICE_WRITE)
                .to(FINGERPRINT);
        to.named("Jan", "Kowalski")
                .identifiedBy(PESEL)
                .describedAs("wystawianie")
                .send();
        to.named("Jan", "Kowalski")
                .identifiedBy(BORN, PASSPORT)
                .describedAs("wystawianie")
                .send();
        to.namedEntity("Firma GmbH", "Berlin").describedAs("wystawianie").send();
        assertThat(ksef.sent)
                .extracting(request -> ((GrantEuEntityPermissions) request).subjectDetails())
                .containsExactly(
                        EuSubjectDetails.of(PersonWithIdentifier.of(JAN, PersonIdentifier.of(PESEL))),
                        EuSubjectDetails.of(PersonWithDocument.of(JAN, BORN, PASSPORT)),
                        EuSubjectDetails.of(EuEntityDetails.of("Firma GmbH", "Berlin")));
    }

    @Test
    void grant_thatBreaksARule_isRefusedBeforeAnyCall() {
        var read = permissions.grantPerson(PersonPermissionType.INVOICE_READ);
        assertThatThrownBy(() -> read.to(PESEL).named("J", "Kowalski")).hasMessageContaining("2 to 30");
        assertThatThrownBy(() -> read.to(PESEL).named("Jan", "K".repeat(82)))
                .hasMessageContaining("2 to 81")
                .hasMessageNotContaining("KK");
        assertThatThrownBy(() -> read.to(PESEL).named("Jan", "Kowalski").describedAs("opis"))
                .hasMessageContaining("5 to 256");
        assertThatThrownBy(() -> permissions
                        .grantPerson(PersonPermissionType.INVOICE_READ, PersonPermissionType.INVOICE_READ)
                        .to(PESEL)
                        .named("Jan", "Kowalski")
                        .describedAs("dwa razy"))
                .hasMessageContaining("InvoiceRead is named twice");
        assertThatThrownBy(() -> permissions
                        .grantPerson(List.of())
                        .to(PESEL)
                        .named("Jan", "Kowalski")
                        .describedAs("puste"))
                .hasMessageContaining("one right at least");
        assertThatThrownBy(() -> permissions
                        .grantEntity(EntityPermissionType.INVOICE_READ)
                        .to(OFFICE)
                        .named("ABC"))
                .hasMessageContaining("5 to 90");
        assertThat(ksef.transport.scopes()).isEmpty();
    }

    @Test
    void unit_ofAnotherTaxpayer_orWithAWrongCheckDigit_isRefused() {
        var administration = permissions.grantSubunitAdministration();
        assertThatThrownBy(() -> administration.ofUnit(InternalId.of("7762811692-12347"), "Oddział w Łodzi"))
                .hasMessageContaining("none of 5265877635");
        assertThatThrownBy(() -> administration
                        .ofUnit(InternalId.of("5265877635-12345"), "Oddział w Łodzi")
                        .to(PESEL)
                        .named("Jan", "Kowalski")
                        .describedAs("administrator"))
                .hasMessageContaining("check digit");
    }

    @Test
    void euEntity_whoseNameAndAddressAreTooLongTogether_isRefused() {
        var administration = permissions.grantEuAdministration();
        NipVatUe context = NipVatUe.of("5265877635-DE123456789");
        assertThatThrownBy(() -> administration
                        .ofEntity(context, "N".repeat(100), "A".repeat(155))
                        .to(FINGERPRINT)
                        .namedEntity("Firma GmbH", "Berlin")
                        .describedAs("samofakturowanie UE"))
                .hasMessageContaining("Name and address")
                .hasMessageContaining("5 to 256 characters, not 257");
        assertThatThrownBy(() -> administration.ofEntity(context, "Firma GmbH", "A".repeat(513)))
                .hasMessageContaining("1 to 512");
        assertThatThrownBy(() -> administration.ofEntity(NipVatUe.of("7762811692-DE123456789"), "Firma GmbH", "Berlin"))
                .hasMessageContaining("none of 5265877635");
    }
}
