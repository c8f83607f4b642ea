package dev.ksef.adapter.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.port.signing.Signer;
import dev.ksef.testkit.signing.SoftHsm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.KeyPair;
import java.security.Security;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong has a message of its own, and none of them shows the PIN. */
class BadInputTest {

    private SoftHsm hsm;
    private SoftHsm.Token token;

    @BeforeEach
    void token() {
        hsm = SoftHsm.required();
        token = hsm.token();
    }

    @Test
    void wrongPin_isToldWithWhatTheDeviceSaysOfTheTriesLeft() {
        assertRefused(() -> at(token).pin(label -> "no-such-pin".toCharArray()).open())
                .hasMessageContaining("refused the PIN; the device says that few tries are left")
                .hasMessageContaining("not tried again")
                .hasMessageNotContaining("no-such-pin");
    }

    @Test
    void pin_isZeroedAfterUse_andAskedForByTheNameOfTheToken() {
        char[] pin = token.pin().toCharArray();
        String[] name = new String[1];
        Pkcs11Token.at(hsm.library())
                .tokenLabel(token.label())
                .pin(asked -> {
                    name[0] = asked;
                    return pin;
                })
                .open()
                .close();
        assertThat(pin).as("the array that the callback gave").containsOnly('\0');
        assertThat(name).containsExactly(token.label());
    }

    @Test
    void noPin_isNotTried() {
        assertRefused(() -> at(token).open()).hasMessageContaining("requires a PIN and was given none");
        assertRefused(() -> at(token).pin(label -> new char[0]).open()).hasMessageContaining("was given none");
    }

    @Test
    void pinCallbackThatFails_isToldByItsClassAlone() {
        assertRefused(() -> at(token)
                        .pin(label -> {
                            throw new IllegalStateException(token.pin());
                        })
                        .open())
                .hasMessageContaining("java.lang.IllegalStateException");
    }

    @Test
    void missingLibrary_isNamed() {
        assertRefused(() -> Pkcs11Token.at(Path.of("/no/such/library.so")).open())
                .hasMessageContaining("There is no PKCS#11 library /no/such/library.so");
    }

    @Test
    void fileThatIsNoLibrary_isToldAsThat(@TempDir Path folder) throws Exception {
        Path text = Files.writeString(folder.resolve("text.so"), "no library");
        assertRefused(() -> Pkcs11Token.at(text).open()).hasMessageContaining("is no PKCS#11 library");
        Path other = Path.of("/lib/x86_64-linux-gnu/libm.so.6");
        if (Files.exists(other)) {
            assertRefused(() -> Pkcs11Token.at(other).open()).hasMessageContaining("is no PKCS#11 library");
        }
    }

    @Test
    void slotThatIsNot_isToldWithThoseThatAre() {
        assertRefused(() -> at(token).slot(4711).open())
                .hasMessageContaining("has no slot 4711")
                .hasMessageContaining("'" + token.label() + "' (slot " + token.slot() + ")");
        assertRefused(() -> at(token).slot(1L << 40).open()).hasMessageContaining("has no slot 1099511627776");
        assertRefused(() -> Pkcs11Token.at(hsm.library()).slotIndex(999).open())
                .hasMessageContaining("has no slot with index 999");
    }

    @Test
    void labelThatIsNot_isToldWithThoseThatAre() {
        assertRefused(() ->
                        Pkcs11Token.at(hsm.library()).tokenLabel("elsewhere").open())
                .hasMessageContaining("knows no token 'elsewhere'")
                .hasMessageContaining("'" + token.label() + "'");
    }

    @Test
    void severalTokensAndNoChoice_isToldWithTheirLabels() {
        assertRefused(() -> Pkcs11Token.at(hsm.library()).open())
                .hasMessageContaining("'" + token.label() + "'")
                .hasMessageContaining("Choose one");
    }

    @Test
    void tokenThatIsNotInitialised_isToldAsThat() {
        // SoftHSM always has one such behind the others.
        assertRefused(() -> Pkcs11Token.at(hsm.library()).slotIndex(72).open()).hasMessageContaining("not initialised");
    }

    @Test
    void moreThanOneChoice_isRefused() {
        assertThatThrownBy(() -> at(token).slotIndex(1).open()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aliasThatIsNot_isToldWithThoseThatAre() {
        try (Pkcs11Token open = open()) {
            assertRefused(open::signer).hasMessageContaining("no key with a certificate at all");
            add("pierwszą", TestCertificates.ec("secp256r1"));
            assertRefused(() -> open.signer("trzecią"))
                    .hasMessageContaining("no key 'trzecią'")
                    .hasMessageContaining("'pierwszą'")
                    .hasMessageContaining("CKA_ID");
            add("Łódź", TestCertificates.ec("secp256r1"));
            assertRefused(open::signer).hasMessageContaining("the keys 'pierwszą', 'Łódź': choose one");
        }
    }

    @Test
    void onlyKey_isFoundWithoutItsName_withTheLabelOfItsToken() {
        add("only", TestCertificates.ec("secp256r1"));
        try (Pkcs11Token open = Pkcs11Token.at(hsm.library())
                .tokenLabel(token.label())
                .pin(label -> token.pin().toCharArray())
                .open()) {
            assertThat(open.signer().sign(SignatureAlgorithm.ECDSA_SHA256, new byte[1]))
                    .hasSize(64);
        }
    }

    @Test
    void expiredCertificate_isRefused() {
        KeyPair pair = TestCertificates.ec("secp256r1");
        token.add(
                "old",
                pair.getPrivate(),
                TestCertificates.of(pair.getPublic(), Instant.now().minus(1, ChronoUnit.HOURS)));
        try (Pkcs11Token open = open()) {
            assertRefused(() -> open.signer("old")).hasMessageContaining("expired");
        }
    }

    @Test
    void keyThatKsefDoesNotTake_isRefused() {
        add("small", TestCertificates.rsa(1024));
        try (Pkcs11Token open = open()) {
            assertRefused(() -> open.signer("small")).hasMessageContaining("RSA key of 1024 bits");
        }
    }

    @Test
    void twoTokens_ofTwoLibraries_signInOneJvm(@TempDir Path folder) throws Exception {
        SoftHsm.Token other = hsm.token();
        add("one", TestCertificates.ec("secp256r1"));
        KeyPair pair = TestCertificates.rsa(2048);
        other.add("two", pair.getPrivate(), TestCertificates.of(pair.getPublic()));
        int before = Security.getProviders().length;
        Path library = FailingLibrary.before(hsm.library(), folder).path();
        try (Pkcs11Token first = open();
                Pkcs11Token second = Pkcs11Token.at(library)
                        .slot(other.slot())
                        .pin(label -> other.pin().toCharArray())
                        .open()) {
            Signer one = first.signer();
            Signer two = second.signer();
            assertThat(one.sign(SignatureAlgorithm.ECDSA_SHA256, new byte[1])).hasSize(64);
            assertThat(two.sign(SignatureAlgorithm.RSA_PSS_SHA256, new byte[1])).hasSize(256);
            assertThat(Security.getProviders()).as("providers of the JVM").hasSize(before);
        }
    }

    @Test
    void runtimeWithoutTheModule_isToldWhichOne() throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules",
                        "java.base,java.naming,java.xml",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        WithoutTheModule.class.getName(),
                        hsm.library().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes());
        assertThat(java.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said).contains("its module jdk.crypto.cryptoki is missing").contains("jlink --add-modules");
    }

    /** A program of its own. */
    static final class WithoutTheModule {
        public static void main(String[] arguments) {
            try {
                Pkcs11Token.at(Path.of(arguments[0])).slot(1).open();
            } catch (KsefSigningException told) {
                System.out.println(told.getMessage());
            }
        }
    }

    private void add(String alias, KeyPair pair) {
        token.add(alias, pair.getPrivate(), TestCertificates.of(pair.getPublic()));
    }

    private Pkcs11Token open() {
        return at(token).pin(label -> token.pin().toCharArray()).open();
    }

    /** Logged out first: PKCS#11 has one login for each process. */
    private static Pkcs11Token.Builder at(SoftHsm.Token token) {
        try {
            ((AuthProvider) token.provider()).logout();
        } catch (javax.security.auth.login.LoginException failure) {
            throw new IllegalStateException(failure);
        }
        return Pkcs11Token.at(token.library()).slot(token.slot());
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(ThrowingCallable act) {
        return assertThatThrownBy(act)
                .isInstanceOf(KsefSigningException.class)
                .hasNoCause()
                .hasMessageNotContaining(token.pin());
    }

    @Test
    void slotListing_isReadWithFlagsAndLabelsInUtf8() {
        String listing = """
                === slotListIndex 0
                All slots: 7, 1
                Slot info for slot 7:
                  flags: CKF_TOKEN_PRESENT
                Token info for token in slot 7:
                  label: first %s
                  flags: CKF_RNG | CKF_USER_PIN_FINAL_TRY
                === slotListIndex 1
                Slot info for slot 1:
                  flags: CKF_TOKEN_PRESENT
                === slotListIndex 2
                """.formatted(new String(
                "żółta pieczątka   ".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.ISO_8859_1));
        List<SlotInfo> slots = SlotInfo.parse(listing);
        assertThat(slots)
                .containsExactly(
                        new SlotInfo(0, 7, "first żółta pieczątka", "CKF_RNG | CKF_USER_PIN_FINAL_TRY"),
                        new SlotInfo(1, 1, "", ""));
        assertThat(slots.get(0).triesLeft()).contains("one try is left");
        assertThat(Arrays.asList("CKF_USER_PIN_LOCKED", "CKF_RNG"))
                .extracting(flags -> new SlotInfo(0, 7, "", flags).triesLeft())
                .containsExactly("; the PIN is locked now", "");
    }
}
