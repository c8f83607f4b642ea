package dev.ksef.adapter.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.port.signing.NewKey;
import dev.ksef.port.signing.Signer;
import dev.ksef.testkit.signing.SoftHsm;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.text.Normalizer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Labels of tokens and keys in any script, and labels that several keys share. */
class TokenLabelsTest {

    private SoftHsm.Token hsm;

    @BeforeEach
    void token() {
        hsm = SoftHsm.required().token();
    }

    @Test
    void tokenLabelInPolish_isFound() {
        assertThat(hsm.label()).contains("ą");
        try (Pkcs11Token token = Pkcs11Token.at(hsm.library())
                .tokenLabel(hsm.label())
                .pin(label -> hsm.pin().toCharArray())
                .open()) {
            assertThat(token.toString()).contains("'" + hsm.label() + "'");
        }
    }

    @Test
    void keyUnderAnyName_isListedFoundAndSigns() {
        List<String> labels = List.of("pieczątka", "Łódź / ŻÓŁĆ", "Žluťoučký kůň", "ключ", "鍵", "seal \uD83D\uDD11");
        labels.forEach(this::add);
        try (Pkcs11Token token = open()) {
            assertThat(token.aliases()).containsExactlyInAnyOrderElementsOf(labels);
            assertThat(labels)
                    .allSatisfy(
                            label -> assertThat(token.signer(label).sign(SignatureAlgorithm.ECDSA_SHA256, new byte[1]))
                                    .hasSize(64));
        }
    }

    @Test
    void newKeyUnderAnyName_isFoundAgain_andNoSecondOneMade() throws Exception {
        List<String> labels = List.of("pieczątka", "ключ", "鍵", "seal \uD83D\uDD11");
        try (Pkcs11Token token = open()) {
            labels.forEach(label -> token.newKey(label, NewKeyType.EC_P256, TokenLabelsTest::unwritten));
        }
        try (Pkcs11Token token = open()) {
            for (String label : labels) {
                assertThatThrownBy(() -> token.newKey(label, NewKeyType.EC_P256, TokenLabelsTest::unwritten))
                        .isInstanceOf(KsefSigningException.class)
                        .hasMessageContaining("has a key '" + label + "' already");
                NewKey found = token.findNewKey(label, TokenLabelsTest::unwritten);
                found.certified(List.of(TestCertificates.of(
                        ((Pkcs11NewKey) found).key().certificate().publicKey())));
                assertThat(token.signer(label).certificate().summary()).contains("Test seal");
            }
            assertThat(token.aliases()).containsExactlyInAnyOrderElementsOf(labels);
        }
    }

    @Test
    void accentThatFollowsItsLetter_isTheSameName() {
        add("pieczątka Łódź");
        String decomposed = Normalizer.normalize("pieczątka Łódź", Normalizer.Form.NFD);
        try (Pkcs11Token token = open()) {
            assertThat(token.signer(decomposed).algorithms()).isNotEmpty();
            assertThatThrownBy(() -> token.newKey(decomposed, NewKeyType.EC_P256, TokenLabelsTest::unwritten))
                    .hasMessageContaining("already");
        }
    }

    @Test
    void labelThatIsNotUtf8_staysAsItsBytesAre() throws Exception {
        byte[] old = "pieczątka".getBytes("ISO-8859-2");
        addLabelled(old, "11", "CN=Stara,C=PL");
        String characters = new String(old, StandardCharsets.ISO_8859_1);
        try (Pkcs11Token token = open()) {
            assertThat(token.aliases()).containsExactly(characters);
            assertThat(token.signer(characters).algorithms()).isNotEmpty();
        }
    }

    @Test
    void twoKeysOfOneLabel_areToldBothByTheirWholeAliases_andEachSigns() throws Exception {
        X509Certificate first = addLabelled("żółta".getBytes(StandardCharsets.UTF_8), "11", "CN=Pierwsza,C=PL");
        X509Certificate second = addLabelled("żółta".getBytes(StandardCharsets.UTF_8), "22", "CN=Druga,C=PL");
        try (Pkcs11Token token = open()) {
            List<String> aliases = token.aliases();
            assertThat(aliases).hasSize(2).allMatch(alias -> alias.startsWith("żółta/"));
            assertThatThrownBy(() -> token.signer("żółta"))
                    .isInstanceOf(KsefSigningException.class)
                    .hasMessageContaining("several certificates labelled 'żółta'")
                    .hasMessageContaining(aliases.get(0))
                    .hasMessageContaining(aliases.get(1));
            assertThat(aliases.stream().map(token::signer).map(Signer::certificate))
                    .extracting(certificate -> certificate.certificate())
                    .containsExactlyInAnyOrder(first, second);
            assertThatThrownBy(() -> token.newKey("żółta", NewKeyType.EC_P256, TokenLabelsTest::unwritten))
                    .hasMessageContaining("has a key 'żółta' already");
        }
    }

    /** By OpenSC, since SunPKCS11 takes a label for one key only. */
    private X509Certificate addLabelled(byte[] label, String id, String subject) throws Exception {
        KeyPair pair = TestCertificates.ec("secp256r1");
        X509Certificate certificate =
                TestCertificates.of(pair.getPublic(), subject, Instant.now().plus(1, ChronoUnit.DAYS));
        OpenSc.write(hsm, "privkey", label, id, pair.getPrivate().getEncoded());
        OpenSc.write(hsm, "cert", label, id, certificate.getEncoded());
        return certificate;
    }

    private void add(String label) {
        KeyPair pair = TestCertificates.ec("secp256r1");
        hsm.add(label, pair.getPrivate(), TestCertificates.of(pair.getPublic()));
    }

    private Pkcs11Token open() {
        return Pkcs11Token.at(hsm.library())
                .slot(hsm.slot())
                .pin(label -> hsm.pin().toCharArray())
                .open();
    }

    private static byte[] unwritten(Object subject, Object key, Object signer) {
        return new byte[0];
    }
}
