package dev.ksef.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strict on the way out, lenient on the way in. */
class IdentifiersTest {

    @ParameterizedTest
    @CsvSource({"5265877635,true", "7762811692,true", "1111111111,true", "1234567890,false", "8976111986,false"})
    void nip_takesAnyShapelyNumber_andTellsOfItsCheckDigit(String text, boolean right) {
        assertThat(Nip.of(text).hasValidChecksum()).isEqualTo(right);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 5265877635",
                "526-587-76-35",
                "PL5265877635",
                "526587763",
                "52658776350",
                "0265877635",
                "5005877635",
                "526587763٥"
            })
    void nip_ofAnotherShape_isRefusedWithTheReason(String text) {
        assertThatThrownBy(() -> Nip.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ten digits");
        assertThat(new Nip(text).isValid()).as("what KSeF sends is taken").isFalse();
        assertThat(new Nip(text).hasValidChecksum()).isFalse();
    }

    @Test
    void nip_ofElevenDigits_isNotShown_sinceItMayBeAPesel() {
        assertThatThrownBy(() -> Nip.of("44051401359"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ten digits")
                .hasMessageContaining("may be a PESEL")
                .hasMessageNotContaining("44051401359");
    }

    @Test
    void value_ofAbsurdLength_isNotTakenFromAnybody() {
        assertThatThrownBy(() -> new ReferenceNumber("x".repeat(1025))).hasMessageContaining("1025");
        assertThat(new ReferenceNumber("x".repeat(1024)).isValid()).isFalse();
    }

    @Test
    void contexts_knowTheirTypes() {
        assertThat(Nip.of("5265877635").type().value()).isEqualTo("Nip");
        assertThat(InternalId.of("6824515772-12343").type().value()).isEqualTo("InternalId");
        assertThat(NipVatUe.of("5265877635-ATU12345678").type().value()).isEqualTo("NipVatUe");
        assertThat(PeppolId.of("PPL123456").type().value()).isEqualTo("PeppolId");
    }

    @Test
    void contexts_ofAnotherShape_areRefused() {
        assertThatThrownBy(() -> InternalId.of("6824515772-1234")).hasMessageContaining("five digits");
        assertThatThrownBy(() -> NipVatUe.of("5265877635")).hasMessageContaining("VAT number");
        assertThatThrownBy(() -> PeppolId.of("P123456789")).hasMessageContaining("two capital letters");
    }

    @Test
    void referenceNumber_isCheckedForLengthAndAlphabetOnly() {
        assertThat(ReferenceNumber.of("20261102-SO-1111111111-2222222222-33").isValid())
                .isTrue();
        assertThatThrownBy(() -> ReferenceNumber.of("20261102-SO-1111111111-2222222222-3"))
                .hasMessageContaining("36");
        assertThatThrownBy(() -> ReferenceNumber.of("../61102-SO-1111111111-2222222222-33"))
                .hasMessageContaining("36");
    }

    @Test
    void sha256_isBase64OfThirtyTwoBytes() {
        var hash = Sha256.of(new byte[32]);
        assertThat(hash.value()).isEqualTo("A".repeat(43) + "=");
        assertThat(Sha256.of(hash.value())).isEqualTo(hash);
        assertThatThrownBy(() -> Sha256.of(new byte[31])).hasMessageContaining("31");
        assertThatThrownBy(() -> Sha256.of("short")).hasMessageContaining("44 characters");
    }

    @Test
    void sha256_inALink_hasTheUrlAlphabetAndNoPadding() {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) 0xFB;
        bytes[1] = (byte) 0xFF;
        assertThat(Sha256.of(bytes).base64Url()).startsWith("-_8").hasSize(43).doesNotContain("=", "+", "/");
        assertThatThrownBy(() -> new Sha256("odd").base64Url()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void openValue_keepsWhatItDoesNotKnow() {
        var known = OpenEnum.of(ContextIdentifier.Type.class, "PeppolId");
        assertThat(known.known()).contains(ContextIdentifier.Type.PEPPOL_ID);
        assertThat(known.is(ContextIdentifier.Type.PEPPOL_ID)).isTrue();
        var unknown = OpenEnum.of(ContextIdentifier.Type.class, "Pesel");
        assertThat(unknown.known()).isEmpty();
        assertThat(unknown.raw()).isEqualTo("Pesel");
        assertThat(unknown.is(ContextIdentifier.Type.NIP)).isFalse();
    }

    /** The example of POST /permissions/subunits/grants, and those of the file that break its own rule. */
    @Test
    void internalId_hasACheckDigit() {
        assertThat(new InternalId("6824515772-12343").hasValidChecksum()).isTrue();
        assertThat(new InternalId("7762811692-12347").hasValidChecksum()).isTrue();
        assertThat(new InternalId("7762811692-12345").hasValidChecksum()).isFalse();
        assertThat(new InternalId("5265877635-12345").hasValidChecksum()).isFalse();
        assertThat(new InternalId("nonsense").hasValidChecksum()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"44051401359,true", "02270803624,true", "44051401358,false", "00000000000,false", "02270803620,false"})
    void pesel_tellsOfItsCheckDigit(String text, boolean right) {
        assertThat(new Pesel(text).hasValidChecksum()).isEqualTo(right);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "4405140135", "440514013590", "44051401-359", "44131401359", "44001401359", "4405140135٩"})
    void pesel_ofAnotherShape_isRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> Pesel.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("eleven digits")
                .hasMessageNotContaining(text.isEmpty() ? "''" : text);
        assertThat(new Pesel(text).isValid()).as("what KSeF sends is taken").isFalse();
        assertThat(new Pesel(text).hasValidChecksum()).isFalse();
    }

    @Test
    void pesel_isNotShown() {
        assertThat(Pesel.of("44051401359")).hasToString("Pesel[redacted]");
        assertThat(Pesel.of("44051401359").value()).isEqualTo("44051401359");
    }

    @Test
    void fingerprint_isSentInUpperCase_andComparedInAnyCase() {
        String lower = "0123456789abcdef".repeat(4);
        var sent = CertificateFingerprint.of(lower);
        assertThat(sent.value()).isEqualTo("0123456789ABCDEF".repeat(4));
        var received = new CertificateFingerprint(lower);
        assertThat(received.value()).as("kept as KSeF sent it").isEqualTo(lower);
        assertThat(received).isEqualTo(sent).hasSameHashCodeAs(sent);
        assertThat(received).isNotEqualTo(CertificateFingerprint.of("1".repeat(64)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "AB:CD", "gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg"})
    void fingerprint_ofAnotherShape_isRefused(String text) {
        assertThatThrownBy(() -> CertificateFingerprint.of(text)).hasMessageContaining("64 hexadecimal digits");
        assertThat(new CertificateFingerprint(text).isValid()).isFalse();
    }
}
