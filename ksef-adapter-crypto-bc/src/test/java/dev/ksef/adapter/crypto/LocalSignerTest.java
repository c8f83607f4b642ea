package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.port.time.Time;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSignerTest {

    private static final TestKey EC = TestKey.of("secp256r1");
    private static final TestKey RSA = TestKey.of("RSA");
    private static final String PASSWORD = "hasło-do-klucza";

    /** Made once: Bouncy Castle derives the keys of each store that it writes or reads in 51 200 rounds. */
    private static final byte[] STORE = store(new String[] {"firma"}, EC);

    @TempDir
    Path folder;

    @Test
    void fileWithKeyAndCertificates_isEnough_andTheKeyChoosesItsOwn() throws Exception {
        Path file = folder.resolve("all.pem");
        Files.writeString(
                file,
                "\uFEFFBag Attributes\r\n    friendlyName: Firma ąę\r\n"
                        + (certificate(RSA) + certificate(EC) + pem("PRIVATE KEY", encoded(EC))).replace("\n", "\r\n"));
        var signer = LocalSigner.pem(file, file);
        assertThat(signer.certificate().certificate()).isEqualTo(EC.certificate());
        assertThat(signer.certificate().chain()).as("a stranger is no issuer").hasSize(1);
    }

    @Test
    void bytesAndStreams_loadAsFilesDo() throws Exception {
        byte[] certificate = EC.certificate().getEncoded();
        byte[] store = STORE;
        var loader = LocalSigner.by(Time.system());
        for (LocalSigner signer : List.of(
                LocalSigner.pem(certificate, encoded(EC), null),
                loader.pem(new ByteArrayInputStream(certificate), new ByteArrayInputStream(encoded(EC)), null),
                LocalSigner.pkcs12(store, PASSWORD.toCharArray(), null),
                loader.pkcs12(new ByteArrayInputStream(store), PASSWORD.toCharArray(), "FIRMA"))) {
            assertThat(signer.certificate().certificate()).isEqualTo(EC.certificate());
        }
    }

    @Test
    void password_isLeftToTheCaller() throws Exception {
        char[] password = PASSWORD.toCharArray();
        LocalSigner.pkcs12(STORE, password, null);
        assertThat(password).isEqualTo(PASSWORD.toCharArray());
    }

    @Test
    void loading_registersNoProvider() throws Exception {
        var before = Security.getProviders();
        LocalSigner.pkcs12(STORE, PASSWORD.toCharArray(), null);
        assertThat(Security.getProviders()).containsExactly(before);
    }

    @Test
    void store_withSeveralKeys_wantsAnAlias_andNamesThem() throws Exception {
        byte[] store = store(new String[] {"faktury", "logowanie"}, RSA, EC);
        assertThat(LocalSigner.pkcs12(store, PASSWORD.toCharArray(), "logowanie")
                        .certificate()
                        .certificate())
                .isEqualTo(EC.certificate());
        refused(() -> LocalSigner.pkcs12(store, PASSWORD.toCharArray(), null))
                .hasMessageContainingAll("several", "faktury", "logowanie");
        refused(() -> LocalSigner.pkcs12(store, PASSWORD.toCharArray(), "inny"))
                .hasMessageContainingAll("no private key of that alias", "faktury", "logowanie");
    }

    @Test
    void store_thatCannotBeUsed_isRefusedForWhatIsWrong() throws Exception {
        byte[] store = STORE;
        refused(() -> LocalSigner.pkcs12(store, "inne".toCharArray(), null)).hasMessageContaining("password is wrong");
        refused(() -> LocalSigner.pkcs12(Arrays.copyOf(store, store.length / 2), PASSWORD.toCharArray(), null))
                .hasMessageContaining("truncated");
        refused(() -> LocalSigner.pkcs12(folder.resolve("absent.p12"), PASSWORD.toCharArray()))
                .hasMessageContainingAll("absent.p12", "does not exist");
        refused(() -> LocalSigner.pkcs12(store(new String[0]), PASSWORD.toCharArray(), null))
                .hasMessageContaining("no private key");
        refused(() -> LocalSigner.pem(certificate(EC).getBytes(StandardCharsets.UTF_8), store, null))
                .hasMessageContaining("PKCS#12");
    }

    @Test
    void key_thatCannotBeUsed_isRefusedForWhatIsWrong() throws Exception {
        Path certificate = Files.writeString(folder.resolve("certificate.pem"), certificate(EC));
        String key = pem("PRIVATE KEY", encoded(EC));
        refused(() -> LocalSigner.pem(certificate, folder.resolve("absent.pem")))
                .hasMessageContainingAll("absent.pem", "does not exist");
        withKey("").hasMessageContaining("is empty");
        withKey("no key at all").hasMessageContaining("no private key");
        withKey(certificate(EC)).hasMessageContainingAll("no private key", "but a certificate");
        withKey(pem("PUBLIC KEY", EC.pair().getPublic().getEncoded())).hasMessageContaining("but a public key");
        withKey(key + pem("PRIVATE KEY", encoded(RSA))).hasMessageContaining("2 private keys");
        withKey(key.substring(0, key.length() / 2)).hasMessageContaining("truncated");
        withKey(key.substring(0, 40) + "!" + key.substring(60)).hasMessageContaining("truncated or damaged");
        withKey(pem("PRIVATE KEY", Arrays.copyOf(encoded(EC), 40))).hasMessageContaining("truncated or damaged");
        withKey(pem("PRIVATE KEY", encoded(TestKey.another("secp256r1"))))
                .hasMessageContaining("do not belong together");
        withKey(pem("PRIVATE KEY", encoded(RSA))).hasMessageContaining("do not belong together");
        for (String algorithm : List.of("Ed25519", "RSASSA-PSS", "DSA", "X25519")) {
            var pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
            withKey(pem("PRIVATE KEY", pair.getPrivate().getEncoded())).hasMessageContaining("does not take");
        }
        withKey(new String(
                        EncryptedPem.of(EC.pair().getPrivate(), PASSWORD.toCharArray(), 1_000),
                        StandardCharsets.US_ASCII))
                .hasMessageContaining("give its password");
        for (var utf16 : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            refused(() -> LocalSigner.pem(EC.certificate().getEncoded(), key.getBytes(utf16), null))
                    .hasMessageContaining("UTF-16");
        }
    }

    @Test
    void certificate_thatCannotBeUsed_isRefusedForWhatIsWrong() throws Exception {
        byte[] request = LocalNewKey.ecP256()
                .certificationRequest(new dev.ksef.model.certificate.CertificateEnrollmentData(
                        "Jan", "PL", null, null, null, null, null, null));
        for (byte[] given : List.of(request, pem("CERTIFICATE REQUEST", request).getBytes(StandardCharsets.US_ASCII))) {
            refused(() -> LocalSigner.pem(given, encoded(EC), null))
                    .hasMessageContainingAll("no certificate", "certificate request");
        }
        refused(() -> LocalSigner.pem(encoded(EC), encoded(EC), null))
                .hasMessageContainingAll("no certificate", "private key");
        byte[] der = EC.certificate().getEncoded();
        refused(() -> LocalSigner.pem(Arrays.copyOf(der, der.length - 20), encoded(EC), null))
                .hasMessageContaining("truncated");
        refused(() -> LocalSigner.of(EC.pair().getPrivate(), List.of())).hasMessageContaining("without a certificate");
    }

    @Test
    void certificate_outsideItsTime_isRefusedByTheClockGiven() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Instant to = Instant.parse("2027-01-01T00:00:00Z");
        var key = TestKey.valid(EC.pair(), from, to);
        assertThat(at(from.minus(Duration.ofMinutes(119))).of(key.pair().getPrivate(), key.chain()))
                .as("two hours early, as KSeF's certificates are")
                .isNotNull();
        refused(() -> at(from.minus(Duration.ofMinutes(121))).of(key.pair().getPrivate(), key.chain()))
                .hasMessageContaining("valid from");
        assertThat(at(to).of(key.pair().getPrivate(), key.chain()))
                .as("the last moment")
                .isNotNull();
        refused(() -> at(to.plusSeconds(1)).of(key.pair().getPrivate(), key.chain()))
                .hasMessageContainingAll("expired", "2027-01-01");
    }

    private static SignerLoader at(Instant now) {
        return LocalSigner.by(new Time() {
            @Override
            public long millis() {
                return now.toEpochMilli();
            }

            @Override
            public void sleepUntil(long atMillis) {
                throw new AssertionError("nothing waits");
            }
        });
    }

    private AbstractThrowableAssert<?, ? extends Throwable> withKey(String key) throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), key);
        return refused(() -> LocalSigner.pem(EC.certificate().getEncoded(), Files.readAllBytes(file), null));
    }

    /** Clearly, and without a secret in it or in what caused it. */
    private static AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable loading) {
        Throwable thrown = catchThrowable(loading);
        assertThat(thrown).isInstanceOf(KsefSigningException.class).hasNoCause();
        var told = new StringWriter();
        thrown.printStackTrace(new PrintWriter(told));
        assertThat(told.toString())
                .doesNotContain(PASSWORD)
                .doesNotContain(EC.secrets())
                .doesNotContain("MIG");
        return assertThat(thrown);
    }

    private static byte[] store(String[] aliases, TestKey... keys) {
        try {
            return stored(aliases, keys);
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }

    private static byte[] stored(String[] aliases, TestKey... keys) throws Exception {
        var store = KeyStore.getInstance("PKCS12", BouncyCastle.provider());
        store.load(null, null);
        for (int i = 0; i < aliases.length; i++) {
            store.setKeyEntry(aliases[i], keys[i].pair().getPrivate(), null, new Certificate[] {keys[i].certificate()});
        }
        var out = new ByteArrayOutputStream();
        store.store(out, PASSWORD.toCharArray());
        return out.toByteArray();
    }

    private static byte[] encoded(TestKey key) {
        PrivateKey secret = key.pair().getPrivate();
        return secret.getEncoded();
    }

    private static String certificate(TestKey key) throws Exception {
        return pem("CERTIFICATE", key.certificate().getEncoded());
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }
}
