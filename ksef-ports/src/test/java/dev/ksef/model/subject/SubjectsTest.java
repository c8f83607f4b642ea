package dev.ksef.model.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.PeppolId;
import dev.ksef.model.Pesel;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Identifiers with types: strict on the way out, open on the way in, and nobody's number is shown. */
class SubjectsTest {

    private static final Nip NIP = Nip.of("5265877635");
    private static final Pesel PESEL = Pesel.of("44051401359");
    private static final InternalId UNIT = InternalId.of("5265877635-12346");
    private static final CertificateFingerprint FINGERPRINT = CertificateFingerprint.of("AB".repeat(32));

    @Test
    void identifier_tellsWhatItIs() {
        assertThat(SubjectIdentifier.of(NIP).nip()).contains(NIP);
        assertThat(SubjectIdentifier.of(PESEL).pesel()).contains(PESEL);
        assertThat(SubjectIdentifier.of(PESEL).nip()).isEmpty();
        assertThat(SubjectIdentifier.of(FINGERPRINT).fingerprint()).contains(FINGERPRINT);
        assertThat(AuthorIdentifier.of(PESEL).subject()).contains(SubjectIdentifier.of(PESEL));
        assertThat(AuthorIdentifier.SYSTEM.subject()).isEmpty();
        assertThat(UnitIdentifier.of(UNIT).context()).contains(UNIT);
        assertThat(UnitIdentifier.of(NIP).context()).contains(NIP);
        assertThat(TargetIdentifier.of(UNIT).client()).contains(UnitIdentifier.of(UNIT));
        assertThat(TargetIdentifier.ALL_PARTNERS.client()).isEmpty();
        assertThat(EntityIdentifier.of(NIP).nip()).contains(NIP);
        assertThat(AuthorizedEntityIdentifier.of(PeppolId.of("PPL123456")).peppolId())
                .contains(PeppolId.of("PPL123456"));
        assertThat(PersonIdentifier.of(NIP).nip()).contains(NIP);
        assertThat(PersonIdentifier.of(PESEL).pesel()).contains(PESEL);
    }

    @Test
    void whatIsMadeHere_canBeSent() {
        assertThat(List.<TypedIdentifier>of(
                        SubjectIdentifier.of(NIP),
                        SubjectIdentifier.of(PESEL),
                        SubjectIdentifier.of(FINGERPRINT),
                        AuthorIdentifier.of(NIP),
                        AuthorIdentifier.of(FINGERPRINT),
                        AuthorIdentifier.SYSTEM,
                        UnitIdentifier.of(NIP),
                        UnitIdentifier.of(UNIT),
                        TargetIdentifier.of(NIP),
                        TargetIdentifier.ALL_PARTNERS,
                        EntityIdentifier.of(NIP),
                        AuthorizedEntityIdentifier.of(NIP),
                        PersonIdentifier.of(PESEL)))
                .allMatch(TypedIdentifier::hasKnownForm);
    }

    @Test
    void whatKsefSends_isTaken_butNotSentBackUnlessItIsKnown() {
        var unknown = new SubjectIdentifier(OpenEnum.of(SubjectIdentifier.Type.class, "Passport"), "AB1");
        assertThat(unknown.nip()).isEmpty();
        for (TypedIdentifier odd : List.of(
                unknown,
                new SubjectIdentifier(OpenEnum.of(SubjectIdentifier.Type.NIP), "123"),
                new AuthorIdentifier(OpenEnum.of(AuthorIdentifier.Type.NIP), null),
                new AuthorIdentifier(OpenEnum.of(AuthorIdentifier.Type.SYSTEM), "123"),
                new UnitIdentifier(OpenEnum.of(UnitIdentifier.Type.NIP), UNIT.value()),
                new UnitIdentifier(OpenEnum.of(UnitIdentifier.Type.INTERNAL_ID), NIP.value()),
                new TargetIdentifier(OpenEnum.of(TargetIdentifier.Type.ALL_PARTNERS), NIP.value()),
                new TargetIdentifier(OpenEnum.of(TargetIdentifier.Type.NIP), null),
                new EntityIdentifier(OpenEnum.of(EntityIdentifier.Type.NIP), "123"),
                new AuthorizedEntityIdentifier(OpenEnum.of(AuthorizedEntityIdentifier.Type.PEPPOL_ID), NIP.value()),
                new PersonIdentifier(OpenEnum.of(PersonIdentifier.Type.PESEL), NIP.value()))) {
            assertThatThrownBy(() -> TypedIdentifier.sendable(odd, "identifier of the subject"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("The identifier of the subject")
                    .hasMessageContaining("of(...)");
        }
        assertThatThrownBy(() -> SubjectIdentifier.of(new Nip("123"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FingerprintIdentifier.of(new CertificateFingerprint("AB")))
                .hasMessageContaining("64");
        assertThatThrownBy(() -> EuEntityContextIdentifier.of(new NipVatUe("5265877635")))
                .hasMessageContaining("VAT number");
        assertThat(new UnitIdentifier(OpenEnum.of(UnitIdentifier.Type.NIP), "x").context())
                .isEmpty();
    }

    @Test
    void fingerprint_isSentInUpperCase_evenIfKsefWroteItInLowerCase() {
        var received = new CertificateFingerprint("ab".repeat(32));
        assertThat(SubjectIdentifier.of(received).value()).isEqualTo("AB".repeat(32));
        assertThat(FingerprintIdentifier.of(received).value().value()).isEqualTo("AB".repeat(32));
    }

    @Test
    void numbersOfPersons_areNotShown() {
        var unknown = new SubjectIdentifier(OpenEnum.of(SubjectIdentifier.Type.class, "New"), PESEL.value());
        var details = new SubjectPersonDetails(
                OpenEnum.of(PersonDetailsType.PERSON_BY_IDENTIFIER),
                "Jan",
                "Kowalski",
                PersonIdentifier.of(PESEL),
                LocalDate.of(1944, 5, 14),
                IdDocument.of("passport", "AB123456", "DE"));
        assertThat(List.of(
                        SubjectIdentifier.of(PESEL),
                        unknown,
                        AuthorIdentifier.of(PESEL),
                        PersonIdentifier.of(PESEL),
                        IdDocument.of("passport", "AB123456", "DE"),
                        details))
                .map(Object::toString)
                .noneMatch(text -> text.contains(PESEL.value()))
                .noneMatch(text -> text.contains("AB123456"))
                .noneMatch(text -> text.contains("Kowalski"))
                .noneMatch(text -> text.contains("1944"));
        assertThat(SubjectIdentifier.of(NIP)).hasToString("Nip 5265877635");
    }

    @Test
    void document_thatLacksSomething_isRefused() {
        assertThatThrownBy(() -> IdDocument.of("", "AB1", "DE")).hasMessageContaining("type");
        assertThatThrownBy(() -> IdDocument.of("passport", "1".repeat(21), "DE"))
                .hasMessageContaining("1 to 20 characters, not 21");
        assertThatThrownBy(() -> IdDocument.of("passport", "AB1", "de")).hasMessageContaining("two capital letters");
        assertThatThrownBy(() -> new IdDocument("passport", null, "DE").sendable())
                .hasMessageContaining("number");
    }

    @Test
    void documentWhoseArgumentsWereSwapped_isRefusedWithoutItsNumber() {
        assertThatThrownBy(() -> IdDocument.of("passport", "DE", "AB123456"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("country")
                .hasMessageNotContaining("AB123456");
    }
}
