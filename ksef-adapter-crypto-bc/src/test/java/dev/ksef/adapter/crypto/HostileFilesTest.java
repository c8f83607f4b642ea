package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefSigningException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were made to hurt, or are merely odd. None may take long, much memory, or the wrong certificate. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileFilesTest {

    private static final char[] PASSWORD = {'a'};
    private static final TestKey KEY = TestKey.of("secp256r1");
    private static final byte[] SALT = new byte[8];

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {5_000_001, Integer.MAX_VALUE})
    void keyThatWantsEndlessRounds_isRefusedByTheirNumber(int rounds) throws Exception {
        var pbkdf2 = new KeyDerivationFunc(
                PKCSObjectIdentifiers.id_PBKDF2,
                new PBKDF2Params(
                        SALT,
                        rounds,
                        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE)));
        refused(encrypted(pbes2(pbkdf2))).hasMessageContaining("more than 5000000 rounds");
        refused(encrypted(new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC, new PKCS12PBEParams(SALT, rounds))))
                .hasMessageContaining("more than 5000000 rounds");
    }

    @Test
    void keyThatWantsRoundsBeyondEveryNumber_isRefused() throws Exception {
        refused(encrypted(new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC,
                        new org.bouncycastle.asn1.DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {
                            new DEROctetString(SALT),
                            new org.bouncycastle.asn1.ASN1Integer(BigInteger.ONE.shiftLeft(4000))
                        }))))
                .hasMessageContaining("more than 5000000 rounds");
    }

    @Test
    void keyThatWantsAllMemory_isRefused() throws Exception {
        for (ScryptParams wanted : List.of(
                new ScryptParams(SALT, 1 << 30, 8, 1),
                new ScryptParams(SALT, 1 << 14, 1 << 20, 1),
                new ScryptParams(SALT, 1 << 14, 8, 1 << 20))) {
            refused(encrypted(pbes2(new KeyDerivationFunc(MiscObjectIdentifiers.id_scrypt, wanted))))
                    .hasMessageContaining("scrypt");
        }
    }

    @Test
    void storeThatWantsEndlessRounds_isRefusedByTheirNumber() throws Exception {
        var sound = Pfx.getInstance(store());
        MacData mac = sound.getMacData();
        var endless = new Pfx(sound.getAuthSafe(), new MacData(mac.getMac(), mac.getSalt(), Integer.MAX_VALUE));
        assertThatThrownBy(() -> LocalSigner.pkcs12(endless.getEncoded(), PASSWORD, null))
                .isInstanceOf(KsefSigningException.class)
                .hasNoCause()
                .hasMessageContaining("more than 5000000 rounds");
    }

    @Test
    void fileThatIsTooLarge_isNotRead() throws Exception {
        Path large = folder.resolve("large.pem");
        try (var file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(3L << 30);
        }
        assertThatThrownBy(() -> LocalSigner.pem(large, large))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContainingAll("large.pem", "too large");
        assertThatThrownBy(() -> LocalSigner.pkcs12(large, PASSWORD))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("too large");
        assertThatThrownBy(() -> LocalSigner.pkcs12(new byte[20_000_000], PASSWORD, null))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void streamWithoutEnd_isNotReadToItsEnd() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return '-';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                return length;
            }
        };
        var loader = LocalSigner.by(dev.ksef.port.time.Time.system());
        assertThatThrownBy(() -> loader.pem(endless, endless, null))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("too large");
        assertThatThrownBy(() -> loader.pkcs12(endless, PASSWORD, null))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("too large");
    }

    @Test
    void derThatIsNestedTooDeep_isRefused() {
        byte[] deep = new byte[200_000];
        for (int i = 0; i < deep.length; i += 2) {
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x80;
        }
        assertThatThrownBy(() -> LocalSigner.pem(deep, deep, null))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> LocalSigner.pkcs12(deep, PASSWORD, null))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void pemWithinPemAndHeadersOfItsOwn_isReadOrRefused() throws Exception {
        String key = pem("PRIVATE KEY", KEY.pair().getPrivate().getEncoded());
        byte[] certificate = KEY.certificate().getEncoded();
        String nested = pem("PRIVATE KEY", key.getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> LocalSigner.pem(certificate, ascii(nested), null))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("damaged");
        String withoutEnd = key.replaceAll("-----END.*", "");
        assertThatThrownBy(() -> LocalSigner.pem(certificate, ascii(withoutEnd + key), null))
                .isInstanceOf(KsefSigningException.class);
        String parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
        assertThat(LocalSigner.pem(certificate, ascii("# a comment\n" + parameters + key), null))
                .isNotNull();
        String odd = key.replace("-----\nM", "-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: NO-SUCH,00\n\nM");
        assertThatThrownBy(() -> LocalSigner.pem(certificate, ascii(odd), PASSWORD))
                .isInstanceOf(KsefSigningException.class);
    }

    @Test
    void ofSeveralCertificatesOfTheKey_theOneThatIsValidNowIsTaken() throws Exception {
        Instant now = Instant.now();
        var old = TestKey.valid(KEY.pair(), now.minus(Duration.ofDays(700)), now.minus(Duration.ofDays(1)));
        var future = TestKey.valid(KEY.pair(), now.plus(Duration.ofDays(10)), now.plus(Duration.ofDays(700)));
        String file = pem("CERTIFICATE", old.certificate().getEncoded())
                + pem("CERTIFICATE", future.certificate().getEncoded())
                + pem("CERTIFICATE", TestKey.of("RSA").certificate().getEncoded())
                + pem("CERTIFICATE", KEY.certificate().getEncoded());
        assertThat(LocalSigner.pem(ascii(file), KEY.pair().getPrivate().getEncoded(), null)
                        .certificate()
                        .certificate())
                .isEqualTo(KEY.certificate());
    }

    @Test
    void certificatesThatKsefDoesNotTake_standInNobodysWay() throws Exception {
        String file =
                pem("CERTIFICATE", TestKey.another("RSA1024").certificate().getEncoded())
                        + pem("CERTIFICATE", KEY.certificate().getEncoded());
        assertThat(LocalSigner.pem(ascii(file), KEY.pair().getPrivate().getEncoded(), null)
                        .certificate()
                        .certificate())
                .isEqualTo(KEY.certificate());
    }

    @Test
    void storeWithASecretKeyBesideThePrivateOne_loads() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setEntry(
                "secret",
                new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[16], "AES")),
                new KeyStore.PasswordProtection(PASSWORD));
        store.setKeyEntry("Firma", KEY.pair().getPrivate(), PASSWORD, new Certificate[] {KEY.certificate()});
        assertThat(LocalSigner.pkcs12(written(store), PASSWORD, null)
                        .certificate()
                        .certificate())
                .isEqualTo(KEY.certificate());
        assertThat(LocalSigner.pkcs12(written(store), PASSWORD, "FiRmA")
                        .certificate()
                        .certificate())
                .isEqualTo(KEY.certificate());
    }

    @Test
    void storeWithAnEmptyPassword_loads() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("firma", KEY.pair().getPrivate(), new char[0], new Certificate[] {KEY.certificate()});
        var out = new ByteArrayOutputStream();
        store.store(out, new char[0]);
        assertThat(LocalSigner.pkcs12(out.toByteArray(), new char[0], null)
                        .certificate()
                        .certificate())
                .isEqualTo(KEY.certificate());
        assertThatThrownBy(() -> LocalSigner.pkcs12(out.toByteArray(), PASSWORD, null))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("password is wrong");
    }

    @Test
    void storeWithCertificatesOnly_isToldAsThat() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("firma", KEY.certificate());
        assertThatThrownBy(() -> LocalSigner.pkcs12(written(store), PASSWORD, null))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("has no private key");
    }

    private static AlgorithmIdentifier pbes2(KeyDerivationFunc derivation) {
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_PBES2,
                new PBES2Parameters(
                        derivation,
                        new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16]))));
    }

    private static byte[] encrypted(AlgorithmIdentifier by) throws IOException {
        return new EncryptedPrivateKeyInfo(by, new byte[160]).getEncoded();
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(byte[] key)
            throws Exception {
        byte[] certificate = KEY.certificate().getEncoded();
        assertThatThrownBy(() -> LocalSigner.pem(certificate, ascii(pem("ENCRYPTED PRIVATE KEY", key)), PASSWORD))
                .as("the same in PEM")
                .isInstanceOf(KsefSigningException.class);
        return assertThatThrownBy(() -> LocalSigner.pem(certificate, key, PASSWORD))
                .isInstanceOf(KsefSigningException.class)
                .hasNoCause();
    }

    private static byte[] store() throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("firma", KEY.pair().getPrivate(), PASSWORD, new Certificate[] {KEY.certificate()});
        return written(store);
    }

    private static byte[] written(KeyStore store) throws Exception {
        var out = new ByteArrayOutputStream();
        store.store(out, PASSWORD);
        return out.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
