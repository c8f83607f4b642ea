package dev.ksef.adapter.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.testkit.signing.SoftHsm;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key with CKA_ALWAYS_AUTHENTICATE, as cards for qualified signatures have. */
class PinForEachSignatureTest {

    private final AtomicInteger asked = new AtomicInteger();
    private SoftHsm.Token hsm;

    @BeforeEach
    void token() {
        hsm = SoftHsm.required().token();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void keyThatWantsItsPinForEachSignature_isRefusedWhenItIsOpened_withTheWayThatWorks(String kind) throws Exception {
        add("kwalifikowany", kind, "--always-auth");
        try (Pkcs11Token token = open()) {
            assertThat(token.aliases()).containsExactly("kwalifikowany");
            int before = asked.get();
            assertThatThrownBy(() -> token.signer("kwalifikowany"))
                    .isInstanceOf(KsefSigningException.class)
                    .hasMessageContaining("'kwalifikowany'")
                    .hasMessageContaining("CKA_ALWAYS_AUTHENTICATE")
                    .hasMessageContaining("two steps");
            assertThat(asked).as("times the PIN was asked for in vain").hasValue(before);
        }
    }

    @Test
    void keyBesideOneThatWantsItsPinForEachSignature_signs() throws Exception {
        add("kwalifikowany", "EC", "--always-auth");
        add("zwykły", "EC");
        try (Pkcs11Token token = open()) {
            assertThatThrownBy(() -> token.signer("kwalifikowany")).hasMessageContaining("CKA_ALWAYS_AUTHENTICATE");
            assertThat(token.signer("zwykły").sign(SignatureAlgorithm.ECDSA_SHA256, new byte[1]))
                    .hasSize(64);
        }
    }

    private void add(String label, String kind, String... more) throws Exception {
        KeyPair pair = kind.equals("EC") ? TestCertificates.ec("secp256r1") : TestCertificates.rsa(2048);
        String id = Integer.toHexString(0x10 + label.length());
        byte[] name = label.getBytes(StandardCharsets.UTF_8);
        OpenSc.write(hsm, "privkey", name, id, pair.getPrivate().getEncoded(), more);
        OpenSc.write(
                hsm, "cert", name, id, TestCertificates.of(pair.getPublic()).getEncoded());
    }

    private Pkcs11Token open() {
        return Pkcs11Token.at(hsm.library())
                .slot(hsm.slot())
                .pin(label -> {
                    asked.incrementAndGet();
                    return hsm.pin().toCharArray();
                })
                .open();
    }
}
