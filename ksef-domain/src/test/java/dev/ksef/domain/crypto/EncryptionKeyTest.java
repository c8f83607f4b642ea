package dev.ksef.domain.crypto;

import static dev.ksef.domain.crypto.KeyScenario.A;
import static dev.ksef.domain.crypto.KeyScenario.AUTHORITY;
import static dev.ksef.domain.crypto.KeyScenario.B;
import static dev.ksef.domain.crypto.KeyScenario.CONTENT;
import static dev.ksef.domain.crypto.KeyScenario.END;
import static dev.ksef.domain.crypto.KeyScenario.LATELY;
import static dev.ksef.domain.crypto.KeyScenario.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefCryptoException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionKeyTest {

    private static final byte[] DER = AUTHORITY.der(A, LATELY, END);

    @Test
    void certificate_inDerBase64OrPem_isTheSameKey_withItsValidity() {
        var expected = new EncryptionKey(Issuer.id(A), A, Instant.parse(LATELY), Instant.parse(END), Set.of(TOKEN));
        assertThat(EncryptionKey.read(DER, TOKEN)).containsExactly(expected);
        assertThat(EncryptionKey.read(bytes(base64(DER)), TOKEN)).containsExactly(expected);
        assertThat(EncryptionKey.read(bytes(mime(DER) + "\n"), TOKEN)).containsExactly(expected);
        assertThat(EncryptionKey.read(bytes(pem("CERTIFICATE", DER)), TOKEN)).containsExactly(expected);
    }

    @Test
    void bareKey_inDerBase64OrPem_isTheSameKey_withoutLimits() {
        byte[] spki = A.getEncoded();
        EncryptionKey expected = EncryptionKey.of(A);
        assertThat(expected.usages()).containsExactlyInAnyOrder(TOKEN, CONTENT);
        assertThat(expected.isValidAt(Instant.parse("9999-12-31T23:59:59Z"))).isTrue();
        assertThat(EncryptionKey.read(spki)).containsExactly(expected);
        assertThat(EncryptionKey.read(bytes(base64(spki)))).containsExactly(expected);
        assertThat(EncryptionKey.read(bytes(pem("PUBLIC KEY", spki)))).containsExactly(expected);
    }

    @Test
    void pemThatMailsAndFormsSpoilt_isRead() {
        String pem = pem("CERTIFICATE", DER);
        for (String spoilt : List.of(
                pem.indent(4),
                pem.replaceAll("(?m)^", "> "),
                "0048 22 123 45 67\n" + pem,
                "\uFEFF" + pem.replace("\n", "\u00A0\n\u200B"),
                pem.replace("\n", "\\r\\n"),
                pem.replace("\n", " "),
                mime(DER).replace("\n", "\\n"),
                "\uFEFF" + mime(DER))) {
            assertThat(EncryptionKey.read(spoilt.getBytes(java.nio.charset.StandardCharsets.UTF_8), TOKEN))
                    .as(spoilt)
                    .isEqualTo(EncryptionKey.read(DER, TOKEN));
        }
    }

    @Test
    void pem_withSeveralKeysAndComments_yieldsThemAllInOrder() {
        String file = "\uFEFFsubject=CN = Ministerstwo Finans\u00f3w\n"
                + pem("CERTIFICATE", DER).replace("\n", "\r\n")
                + "# and the next - --\n"
                + pem("PUBLIC KEY", B.getEncoded())
                + "the end";
        assertThat(EncryptionKey.read(bytes(file)))
                .extracting(EncryptionKey::id)
                .containsExactly(Issuer.id(A), Issuer.id(B));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key",
                "0123",
                "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nMAA="
            })
    void fileWithoutAKey_isRefused(String file) {
        assertThatThrownBy(() -> EncryptionKey.read(bytes(file))).isInstanceOf(KsefCryptoException.class);
    }

    @Test
    void privateKey_isRefusedByItsKind_andNotShown() {
        String secret = pem("PRIVATE KEY", bytes("sec-ret"));
        assertThatThrownBy(() -> EncryptionKey.read(bytes(secret)))
                .isInstanceOf(KsefCryptoException.class)
                .hasMessageContaining("PRIVATE KEY")
                .hasMessageNotContaining(base64(bytes("sec-ret")));
    }

    @Test
    void unfitKeys_areRefused() {
        var always = List.of(Instant.MIN, Instant.MAX);
        assertThatThrownBy(() -> EncryptionKey.of(Issuer.rsa(1024).getPublic())).hasMessageContaining("1024");
        assertThatThrownBy(() -> EncryptionKey.of(Issuer.pair("EC", 256).getPublic()))
                .hasMessageContaining("EC");
        assertThatThrownBy(() -> new EncryptionKey(Issuer.id(B), A, always.get(0), always.get(1), Set.of(TOKEN)))
                .isInstanceOf(KsefCryptoException.class)
                .hasMessageContaining(Issuer.id(A).value());
        assertThatThrownBy(() -> new EncryptionKey(Issuer.id(A), A, always.get(0), always.get(1), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void validity_includesItsStartAndNotItsEnd() {
        EncryptionKey key = EncryptionKey.of(A, Instant.parse(LATELY), Instant.parse(END));
        assertThat(key.isValidAt(Instant.parse(LATELY))).isTrue();
        assertThat(key.isValidAt(Instant.parse(LATELY).minusMillis(1))).isFalse();
        assertThat(key.isValidAt(Instant.parse(END).minusMillis(1))).isTrue();
        assertThat(key.isValidAt(Instant.parse(END))).isFalse();
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n" + mime(der) + "\n-----END " + kind + "-----\n";
    }

    private static String mime(byte[] der) {
        return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    }

    private static String base64(byte[] der) {
        return Base64.getEncoder().encodeToString(der);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
