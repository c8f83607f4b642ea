package dev.ksef.adapter.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.port.signing.Signer;
import dev.ksef.testkit.signing.SoftHsm;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device that forgets us, is pulled, or says no, at a moment of the test's choosing. */
class LostSessionTest {

    private static final byte[] DATA = {1, 2, 3};

    @TempDir
    private Path folder;

    private final AtomicInteger asked = new AtomicInteger();
    private SoftHsm.Token hsm;
    private FailingLibrary library;
    private Pkcs11Token token;
    private Signer signer;

    @BeforeEach
    void open() throws Exception {
        hsm = SoftHsm.required().token();
        KeyPair pair = TestCertificates.ec("secp256r1");
        hsm.add("pieczątka", pair.getPrivate(), TestCertificates.of(pair.getPublic()));
        // Else we are let in by the login of the one that imported.
        ((AuthProvider) hsm.provider()).logout();
        library = FailingLibrary.before(hsm.library(), folder);
        token = Pkcs11Token.at(library.path())
                .slot(hsm.slot())
                .pin(label -> {
                    asked.incrementAndGet();
                    return hsm.pin().toCharArray();
                })
                .open();
        signer = token.signer("pieczątka");
    }

    @AfterEach
    void close() {
        if (token != null) {
            token.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FailingLibrary.SESSION_HANDLE_INVALID,
                FailingLibrary.SESSION_CLOSED,
                FailingLibrary.DEVICE_REMOVED,
                FailingLibrary.TOKEN_NOT_PRESENT,
                FailingLibrary.DEVICE_ERROR
            })
    void lostSession_isOpenedAgain_andTheSignatureMade(String value) throws Exception {
        long opened = library.calls("C_OpenSession");
        library.fail("C_SignInit", value);
        assertSigns();
        assertThat(library.calls("C_OpenSession"))
                .as("sessions opened after the loss")
                .isGreaterThan(opened);
        library.fail("C_Sign", value);
        assertSigns();
    }

    @Test
    void deviceThatDeniesALoginItStillHas_isAskedAgain_withoutAPin() throws Exception {
        int before = asked.get();
        library.fail("C_Sign", FailingLibrary.USER_NOT_LOGGED_IN);
        assertSigns();
        assertThat(asked.get()).as("times the PIN was asked for").isEqualTo(before);
    }

    @Test
    void sessionThatIsLostTwice_failsOnce_andWorksAgain() throws Exception {
        library.fail("C_SignInit", FailingLibrary.DEVICE_REMOVED);
        // The JDK tries to write, and then to read only.
        library.fail("C_OpenSession", FailingLibrary.TOKEN_NOT_PRESENT, 2);
        assertThatThrownBy(this::sign)
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("There is no token in slot " + hsm.slot());
        assertSigns();
    }

    @Test
    void anotherFailure_isToldWithWhatTheDeviceSaid_andNotRepeated() throws Exception {
        long signed = library.calls("C_SignInit");
        library.fail("C_SignInit", FailingLibrary.DEVICE_MEMORY);
        assertThatThrownBy(this::sign)
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("CKR_DEVICE_MEMORY")
                .hasMessageContaining("'pieczątka'");
        assertThat(library.calls("C_SignInit")).isEqualTo(signed + 1);
    }

    @Test
    void logoutByAnother_isFollowedByALoginWithThePinAskedAnew() throws Exception {
        int before = asked.get();
        ((AuthProvider) hsm.provider()).logout();
        assertSigns();
        assertThat(asked.get()).as("times the PIN was asked for").isEqualTo(before + 1);
    }

    @Test
    void fiftyThreadsThatLoseTheSession_logInOnce() throws Exception {
        int before = asked.get();
        ((AuthProvider) hsm.provider()).logout();
        for (byte[] signature : crowd(this::sign)) {
            assertThat(SignatureAlgorithm.ECDSA_SHA256.verifies(
                            signer.certificate().publicKey(), DATA, signature))
                    .isTrue();
        }
        assertThat(asked.get()).as("times the PIN was asked for").isEqualTo(before + 1);
    }

    @Test
    void pinThatIsRefusedLater_isTriedOnce_whateverTheNumberOfThreads() throws Exception {
        ((AuthProvider) hsm.provider()).logout();
        library.fail("C_Login", FailingLibrary.PIN_INCORRECT);
        long logins = library.calls("C_Login");
        List<String> messages = crowd(() -> {
            try {
                sign();
                return "signed";
            } catch (KsefSigningException refused) {
                return refused.getMessage();
            }
        });
        assertThat(messages)
                .allSatisfy(message ->
                        assertThat(message).contains("refused the PIN").doesNotContain(hsm.pin()));
        assertThatThrownBy(this::sign).hasMessageContaining("refused the PIN");
        assertThat(library.calls("C_Login")).as("logins tried").isEqualTo(logins + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {FailingLibrary.MECHANISM_INVALID, FailingLibrary.KEY_FUNCTION_NOT_PERMITTED})
    void algorithmThatTheDeviceListsButDoesNotMake_isNotClaimed(String value) throws Exception {
        KeyPair pair = TestCertificates.rsa(2048);
        hsm.add("żółta", pair.getPrivate(), TestCertificates.of(pair.getPublic()));
        // The first that is tried.
        library.fail("C_SignInit", value);
        Signer rsa = token.signer("żółta");
        assertThat(rsa.algorithms()).hasSize(3).doesNotContain(SignatureAlgorithm.RSA_PKCS1_SHA256);
        assertThatThrownBy(() -> rsa.sign(SignatureAlgorithm.RSA_PKCS1_SHA256, DATA))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("cannot sign with RSA_PKCS1_SHA256, only with");
        assertThat(rsa.sign(SignatureAlgorithm.RSA_PSS_SHA256, DATA)).hasSize(256);
    }

    @Test
    void lockedPin_isToldWithWhoCanUnlockIt() throws Exception {
        token.close();
        library.fail("C_Login", FailingLibrary.PIN_LOCKED);
        assertThatThrownBy(() -> Pkcs11Token.at(library.path())
                        .slot(hsm.slot())
                        .pin(label -> hsm.pin().toCharArray())
                        .open())
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("locked its PIN")
                .hasMessageContaining("PUK");
    }

    @Test
    void certificateThatCannotBeWritten_leavesTheKeyWithItsPlaceholder() throws Exception {
        var key = token.newKey("świeża", NewKeyType.EC_P256, (subject, publicKey, signer) -> new byte[0]);
        var certificate = TestCertificates.of(Pkcs11NewKeyTest.publicKeyOf(hsm, "świeża"));
        library.fail("C_CreateObject", FailingLibrary.DEVICE_MEMORY);
        assertThatThrownBy(() -> key.certified(List.of(certificate))).hasMessageContaining("CKR_DEVICE_MEMORY");
        assertThat(token.aliases()).as("keys that are still seen").contains("świeża");
        assertThat(token.findNewKey("świeża", (subject, publicKey, signer) -> new byte[0])
                        .certified(List.of(certificate))
                        .certificate()
                        .certificate())
                .isEqualTo(certificate);
    }

    @Test
    void newKeyThatCannotSign_leavesNothingBehind() throws Exception {
        library.fail("C_SignInit", FailingLibrary.DEVICE_MEMORY);
        assertThatThrownBy(() ->
                        token.newKey("martwa ąę", NewKeyType.EC_P256, (subject, publicKey, signer) -> new byte[0]))
                .hasMessageContaining("CKR_DEVICE_MEMORY");
        assertThat(token.aliases()).containsExactly("pieczątka");
    }

    private byte[] sign() {
        return signer.sign(SignatureAlgorithm.ECDSA_SHA256, DATA);
    }

    private void assertSigns() {
        assertThat(SignatureAlgorithm.ECDSA_SHA256.verifies(signer.certificate().publicKey(), DATA, sign()))
                .isTrue();
    }

    private static <T> List<T> crowd(Callable<T> part) throws Exception {
        return crowd(50, part);
    }

    /** What so many threads get that do the same at once. */
    static <T> List<T> crowd(int size, Callable<T> part) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(size);
        try {
            var start = new CyclicBarrier(size);
            List<Future<T>> parts = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                parts.add(threads.submit(() -> {
                    start.await();
                    return part.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : parts) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
