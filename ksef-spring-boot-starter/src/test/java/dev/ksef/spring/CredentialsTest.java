package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.KsefClient;
import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.port.api.LimitApi;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorExtension;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Signs in by each means that the properties can name. */
@ExtendWith(SimulatorExtension.class)
class CredentialsTest {

    private static final String PASSWORD = "hunter2-of-this-test";

    @TempDir
    private Path folder;

    private KeyPair pair;
    private Path certificate;
    private Path key;
    private Path encryptedKey;
    private Path itsCertificate;
    private Path store;

    @BeforeEach
    void files(KsefSimulator simulator) throws Exception {
        encryptedKey = folder.resolve("encrypted.pem");
        var encrypted = LocalNewKey.ecP256();
        encrypted.save(encryptedKey, PASSWORD.toCharArray());
        itsCertificate = pem(
                "its.pem",
                "CERTIFICATE",
                issued(simulator, encrypted.publicKey()).getEncoded());
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
        Certificate issued = issued(simulator, pair.getPublic());
        certificate = pem("certificate.pem", "CERTIFICATE", issued.getEncoded());
        key = pem("key.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());
        KeyStore pkcs12 = KeyStore.getInstance("PKCS12");
        pkcs12.load(null, null);
        pkcs12.setKeyEntry("company", pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {issued});
        store = folder.resolve("key.p12");
        try (OutputStream out = Files.newOutputStream(store)) {
            pkcs12.store(out, PASSWORD.toCharArray());
        }
    }

    @Test
    void pemFiles_signIn(KsefSimulator simulator) {
        signsIn(simulator, "pem.certificate=" + itsCertificate, "pem.key=" + encryptedKey, "pem.password=" + PASSWORD);
    }

    @Test
    void pkcs12File_signsIn(KsefSimulator simulator) {
        signsIn(simulator, "pkcs12.file=" + store, "pkcs12.password=" + PASSWORD, "pkcs12.alias=company");
    }

    @Test
    void bundleOfPemFiles_signsInWhateverItsAlias(KsefSimulator simulator) {
        run(
                on(simulator, "ssl-bundle=company")
                        .withPropertyValues(
                                "spring.ssl.bundle.pem.company.keystore.certificate=file:" + certificate,
                                "spring.ssl.bundle.pem.company.keystore.private-key=file:" + key),
                simulator);
    }

    @Test
    void bundleOfAKeyStore_signsInByTheStoresPassword(KsefSimulator simulator) {
        run(
                on(simulator, "ssl-bundle=company")
                        .withPropertyValues(
                                "spring.ssl.bundle.jks.company.keystore.location=file:" + store,
                                "spring.ssl.bundle.jks.company.keystore.type=PKCS12",
                                "spring.ssl.bundle.jks.company.keystore.password=" + PASSWORD),
                simulator);
    }

    @Test
    void bundleWithoutTheAlias_isToldWithThoseItHas(KsefSimulator simulator) {
        fails(
                on(simulator, "ssl-bundle=company")
                        .withPropertyValues(
                                "spring.ssl.bundle.jks.company.keystore.location=file:" + store,
                                "spring.ssl.bundle.jks.company.keystore.type=PKCS12",
                                "spring.ssl.bundle.jks.company.keystore.password=" + PASSWORD,
                                "spring.ssl.bundle.jks.company.key.alias=other"),
                "names a bundle without a key of the alias other: it has [company]");
    }

    @Test
    void bundleThatIsMissing_isTold(KsefSimulator simulator) {
        fails(on(simulator, "ssl-bundle=none"), "ksef.credentials.ssl-bundle names no SSL bundle: none");
    }

    @Test
    void bundleWithAnEncryptedKeyThatBootRefuses_namesTheOtherWay(KsefSimulator simulator) {
        fails(
                on(simulator, "ssl-bundle=company")
                        .withPropertyValues(
                                "spring.ssl.bundle.pem.company.keystore.certificate=file:" + itsCertificate,
                                "spring.ssl.bundle.pem.company.keystore.private-key=file:" + encryptedKey,
                                "spring.ssl.bundle.pem.company.keystore.private-key-password=wrong-" + PASSWORD),
                "give the files by .pem or .pkcs12 instead");
    }

    @Test
    void wrongPassword_isToldWithoutIt(KsefSimulator simulator) {
        fails(
                on(simulator, "pkcs12.file=" + store, "pkcs12.password=wrong-" + PASSWORD),
                "ksef.credentials.pkcs12 cannot be used: ");
    }

    @Test
    void fileThatIsMissing_isTold(KsefSimulator simulator) {
        fails(
                on(simulator, "pem.certificate=classpath:a.pem", "pem.key=" + key),
                "ksef.credentials.pem.certificate names no file: ");
    }

    @Test
    void filesThatCannotBeUsed_areToldWithTheReason(KsefSimulator simulator) throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate, but " + PASSWORD);
        for (String[] each : new String[][] {
            {"pem.certificate=" + certificate, "pem.key=" + encryptedKey, "pem.password=wrong-" + PASSWORD, "password"},
            {"pem.certificate=" + itsCertificate, "pem.key=" + encryptedKey, "pem.password=", "password"},
            {"pem.certificate=" + itsCertificate, "pem.key=" + key, "pem.password=", "do not belong together"},
            {"pem.certificate=" + garbage, "pem.key=" + key, "pem.password=", "garbage.pem"},
            {"pem.certificate=" + certificate, "pem.key=" + garbage, "pem.password=", "garbage.pem"},
            {"pkcs12.file=" + garbage, "pkcs12.password=" + PASSWORD, "pkcs12.alias=company", "garbage.pem"},
            {"pkcs12.file=" + store, "pkcs12.password=" + PASSWORD, "pkcs12.alias=other", "[company]"},
        }) {
            fails(on(simulator, each[0], each[1], each[2]), " cannot be used: ", each[3]);
        }
    }

    @Test
    void folderInPlaceOfAFile_isTold(KsefSimulator simulator) {
        fails(
                on(simulator, "pkcs12.file=" + folder, "pkcs12.password=" + PASSWORD),
                "ksef.credentials.pkcs12.file names no file: " + folder);
    }

    @Test
    void replacedFile_isUsedByTheNextSignIn(KsefSimulator simulator) throws Exception {
        var properties = new CredentialsProperties(
                null,
                new CredentialsProperties.Pem(certificate.toString(), key.toString(), null),
                null,
                null,
                null,
                false);
        ConfiguredCredentials.SignInMeans means =
                new SignInMeansReader(() -> null).read("ksef.credentials", properties);
        var before = means.load().id();
        pem(
                "certificate.pem",
                "CERTIFICATE",
                issued(simulator, pair.getPublic()).getEncoded());
        assertThat(means.load().id()).isNotEqualTo(before);
    }

    private void signsIn(KsefSimulator simulator, String... credentials) {
        run(on(simulator, credentials), simulator);
    }

    private static void run(ApplicationContextRunner application, KsefSimulator simulator) {
        application.run(context -> assertThat(context.getBean(KsefClient.class)
                        .forNip(simulator.nip())
                        .open(LimitApi.class)
                        .context())
                .isNotNull());
    }

    private static void fails(ApplicationContextRunner application, String... messages) {
        application.run(context -> {
            Throwable failure = catchThrowable(() -> context.getBean(KsefClient.class));
            assertThat(PropertiesTest.failureOf(failure))
                    .isInstanceOf(KsefPropertyException.class)
                    .hasMessageContainingAll(messages);
            assertThat(failure).hasStackTraceContaining(messages[0]);
            for (Throwable each = failure; each != null; each = each.getCause()) {
                assertThat(each.toString()).doesNotContain(PASSWORD);
            }
        });
    }

    private static ApplicationContextRunner on(KsefSimulator simulator, String... credentials) {
        ApplicationContextRunner runner = TestClient.bare()
                .withPropertyValues(
                        "ksef.environment=custom",
                        "ksef.custom.api-base=" + simulator.baseUri(),
                        "ksef.custom.qr-base=" + simulator.qrBaseUri());
        for (String credential : credentials) {
            runner = runner.withPropertyValues("ksef.credentials." + credential);
        }
        return runner;
    }

    private static Certificate issued(KsefSimulator simulator, PublicKey key) {
        return simulator
                .certificates()
                .issueForAuthentication(key, "Of a test", simulator.nip())
                .certificate();
    }

    private Path pem(String name, String type, byte[] der) throws Exception {
        return Files.writeString(
                folder.resolve(name),
                "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + type
                        + "-----\n");
    }
}
