package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefSigningException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PKCS#12 stores in which a name does not tell one thing from another. A key store takes the last of them, in silence. */
class SharedNamesTest {

    private static final char[] PASSWORD = "hasło".toCharArray();
    private static final TestKey FIRST = TestKey.of("secp256r1");
    private static final TestKey SECOND = TestKey.of("secp384r1");
    private static final TestKey THIRD = TestKey.of("RSA");

    private final List<PKCS12SafeBag> keys = new ArrayList<>();
    private final List<PKCS12SafeBag> certificates = new ArrayList<>();
    private int number;

    @ParameterizedTest
    @CsvSource({"pieczęć,pieczęć", "Seal,SEAL"})
    void twoKeysUnderOneName_areRefused(String name, String other) throws Exception {
        add(FIRST, name);
        add(SECOND, other);
        for (String alias : new String[] {null, name, other}) {
            assertThatThrownBy(() -> LocalSigner.pkcs12(store(false), PASSWORD, alias))
                    .isInstanceOf(KsefSigningException.class)
                    .hasNoCause()
                    .hasMessageContaining("has 2 private keys under the one friendly name")
                    .hasMessageContaining("file of its own");
        }
    }

    @Test
    void namesThatDifferInCase_areTakenExactly() throws Exception {
        add(FIRST, "pieczęć");
        add(SECOND, "PIECZĘĆ");
        assertThat(LocalSigner.pkcs12(store(false), PASSWORD, "pieczęć")
                        .certificate()
                        .certificate())
                .isEqualTo(FIRST.certificate());
        assertThat(LocalSigner.pkcs12(store(false), PASSWORD, "PIECZĘĆ")
                        .certificate()
                        .certificate())
                .isEqualTo(SECOND.certificate());
        assertThatThrownBy(() -> LocalSigner.pkcs12(store(false), PASSWORD, "Pieczęć"))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContainingAll("pieczęć", "PIECZĘĆ", "exactly");
    }

    @Test
    void twoKeysUnderOneName_inEncryptedContents_areRefused() throws Exception {
        add(FIRST, "pieczęć");
        add(SECOND, "pieczęć");
        assertThatThrownBy(() -> LocalSigner.pkcs12(store(true), PASSWORD, null))
                .hasMessageContaining("has 2 private keys under the one friendly name");
    }

    @Test
    void keyBesideTwoOfOneName_canBeNamed() throws Exception {
        add(FIRST, "pieczęć");
        add(SECOND, "pieczęć");
        add(THIRD, "łódź");
        assertThat(LocalSigner.pkcs12(store(false), PASSWORD, "łódź")
                        .certificate()
                        .certificate())
                .isEqualTo(THIRD.certificate());
    }

    @Test
    void keysWithoutNames_areNamedByTheirIds() throws Exception {
        add(FIRST, null);
        add(SECOND, null);
        assertThatThrownBy(() -> LocalSigner.pkcs12(store(false), PASSWORD, null))
                .hasMessageContainingAll("several private keys", "01", "02");
        assertThat(LocalSigner.pkcs12(store(false), PASSWORD, "02")
                        .certificate()
                        .certificate())
                .isEqualTo(SECOND.certificate());
    }

    @Test
    void ofSeveralCertificatesOfOneKey_theOneThatIsValidNowIsTaken_inBothOrders() throws Exception {
        KeyPair pair = FIRST.pair();
        Instant now = Instant.now();
        X509Certificate old = TestKey.valid(pair, now.minus(Duration.ofDays(700)), now.minus(Duration.ofDays(1)))
                .certificate();
        add(FIRST, "pieczęć");
        certificates.add(certificate(old, "pieczęć", 1));
        assertThat(LocalSigner.pkcs12(store(false), PASSWORD, null)
                        .certificate()
                        .certificate())
                .isEqualTo(FIRST.certificate());
        java.util.Collections.reverse(certificates);
        assertThat(LocalSigner.pkcs12(store(false), PASSWORD, null)
                        .certificate()
                        .certificate())
                .isEqualTo(FIRST.certificate());
    }

    private void add(TestKey key, String name) throws Exception {
        number++;
        var bag = new PKCS12SafeBagBuilder(
                PrivateKeyInfo.getInstance(key.pair().getPrivate().getEncoded()), encryptor());
        named(bag, name, number);
        keys.add(bag.build());
        certificates.add(certificate(key.certificate(), name, number));
    }

    private static PKCS12SafeBag certificate(X509Certificate certificate, String name, int id) throws Exception {
        var bag = new PKCS12SafeBagBuilder(new JcaX509CertificateHolder(certificate));
        named(bag, name, id);
        return bag.build();
    }

    private static void named(PKCS12SafeBagBuilder bag, String name, int id) {
        if (name != null) {
            bag.addBagAttribute(PKCS12SafeBag.friendlyNameAttribute, new DERBMPString(name));
        }
        bag.addBagAttribute(PKCS12SafeBag.localKeyIdAttribute, new DEROctetString(new byte[] {(byte) id}));
    }

    private static OutputEncryptor encryptor() throws Exception {
        return new JcePKCSPBEOutputEncryptorBuilder(NISTObjectIdentifiers.id_aes256_CBC)
                .setProvider(BouncyCastle.provider())
                .setIterationCount(1000)
                .build(PASSWORD);
    }

    private byte[] store(boolean encrypted) throws Exception {
        var pfx = new PKCS12PfxPduBuilder();
        PKCS12SafeBag[] keyBags = keys.toArray(PKCS12SafeBag[]::new);
        if (encrypted) {
            pfx.addEncryptedData(encryptor(), keyBags);
        } else {
            for (PKCS12SafeBag each : keyBags) {
                pfx.addData(each);
            }
        }
        pfx.addEncryptedData(encryptor(), certificates.toArray(PKCS12SafeBag[]::new));
        return pfx.build(new JcePKCS12MacCalculatorBuilder().setProvider(BouncyCastle.provider()), PASSWORD)
                .getEncoded();
    }
}
