package dev.ksef.adapter.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.port.signing.DigestSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalNewKeyTest {

    private static final String PASSWORD = "hasło-do-klucza";

    @TempDir
    Path folder;

    @Test
    void savedKey_comesBack_andSignsWithItsCertificate() {
        for (LocalNewKey key : List.of(LocalNewKey.ecP256(), LocalNewKey.rsa2048())) {
            Path file = folder.resolve(key.publicKey().getAlgorithm() + ".pem");
            key.save(file, PASSWORD.toCharArray());
            var loaded = LocalNewKey.load(file, PASSWORD.toCharArray());
            assertThat(loaded.publicKey()).as("the public half, computed anew").isEqualTo(key.publicKey());
            var certificate = SelfSigned.person("Jan", "Próbny", "80010112345")
                    .certificate(
                            key.publicKey(),
                            new TestKey(key.pair(), TestKey.of("RSA").certificate()).device());
            assertThat(loaded.certified(List.of(certificate)).certificate().pesel())
                    .contains("80010112345");
        }
    }

    @Test
    void savedKey_isEncryptedAndItsOwnersAlone() throws Exception {
        Path file = folder.resolve("key.pem");
        LocalNewKey.ecP256().save(file, PASSWORD.toCharArray());
        assertThat(Files.readString(file)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThatThrownBy(() -> LocalNewKey.load(file, "inne".toCharArray()))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("password is wrong");
        assumeTrue(file.getFileSystem().supportedFileAttributeViews().contains("posix"), "POSIX permissions");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void saving_overwritesNothing_andWantsAPassword() throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), "precious");
        var key = LocalNewKey.ecP256();
        assertThatThrownBy(() -> key.save(file, PASSWORD.toCharArray()))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("exists already");
        assertThat(file).hasContent("precious");
        assertThatThrownBy(() -> key.save(folder.resolve("other.pem"), new char[0]))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("password");
        assertThatThrownBy(() -> key.save(folder.resolve("absent").resolve("key.pem"), PASSWORD.toCharArray()))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("cannot be written");
        assertThat(folder.resolve("other.pem")).doesNotExist();
    }

    @Test
    void password_isLeftToTheCaller() {
        char[] password = PASSWORD.toCharArray();
        LocalNewKey.ecP256().save(folder.resolve("key.pem"), password);
        LocalNewKey.load(folder.resolve("key.pem"), password);
        assertThat(password).isEqualTo(PASSWORD.toCharArray());
    }

    @Test
    void certificateOfAnotherKey_isRefused() {
        assertThatThrownBy(() ->
                        LocalNewKey.ecP256().certified(TestKey.of("secp256r1").chain()))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("do not belong together");
    }

    @Test
    void text_tellsTheKindAlone() {
        assertThat(LocalNewKey.rsa2048()).hasToString("New RSA key of 2048 bits");
        assertThat(LocalNewKey.ecP256()).hasToString("New EC key");
    }

    @Test
    void deviceThatSignsWithAnotherKey_getsNoCertificate() {
        DigestSigner another = TestKey.another("secp256r1").device();
        assertThatThrownBy(() -> SelfSigned.person("Jan", "Próbny", "80010112345")
                        .certificate(TestKey.of("secp256r1").pair().getPublic(), another))
                .isInstanceOf(KsefSigningException.class);
    }
}
