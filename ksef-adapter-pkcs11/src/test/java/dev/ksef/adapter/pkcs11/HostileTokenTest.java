package dev.ksef.adapter.pkcs11;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

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
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Moments at which a token is opened, closed and changed that nobody would choose. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileTokenTest {

    private static final byte[] DATA = {1, 2, 3};

    @TempDir
    private Path folder;

    private SoftHsm.Token hsm;

    @BeforeEach
    void token() throws Exception {
        hsm = SoftHsm.required().token();
        KeyPair pair = TestCertificates.ec("secp256r1");
        hsm.add("pieczątka", pair.getPrivate(), TestCertificates.of(pair.getPublic()));
        ((AuthProvider) hsm.provider()).logout();
    }

    @Test
    void pinThatWasZeroedByAnEarlierUse_isNotSent() throws Exception {
        var library = FailingLibrary.before(hsm.library(), folder);
        char[] same = hsm.pin().toCharArray();
        try (Pkcs11Token token = opened(library.path(), label -> same)) {
            Signer signer = token.signer();
            ((AuthProvider) hsm.provider()).logout();
            long logins = library.calls("C_Login");
            assertThatThrownBy(() -> sign(signer))
                    .isInstanceOf(KsefSigningException.class)
                    .hasMessageContaining("new array");
            assertThat(library.calls("C_Login")).as("logins tried with zeros").isEqualTo(logins);
        }
    }

    @Test
    void tokenClosedWhileItIsOpenedAgain_isLoggedOut_andSignsNothing() throws Exception {
        var asked = new AtomicInteger();
        var closing = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        Pkcs11Token token = opened(hsm.library(), label -> {
            if (asked.getAndIncrement() > 0) {
                closing.countDown();
                await(closed);
            }
            return hsm.pin().toCharArray();
        });
        Signer signer = token.signer();
        ((AuthProvider) hsm.provider()).logout();
        var closer = new Thread(() -> {
            await(closing);
            token.close();
            closed.countDown();
        });
        closer.start();
        assertThat(catchThrowable(() -> sign(signer)))
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("closed");
        closer.join();
        assertThat(catchThrowable(() -> opened(hsm.library(), label -> null)))
                .as("whoever comes after it, without a PIN")
                .isInstanceOf(KsefSigningException.class)
                .hasMessageContaining("requires a PIN");
    }

    @Test
    void tokenThatIsClosedAmidFiftySigners_failsThemClearly() throws Exception {
        Set<String> told = ConcurrentHashMap.newKeySet();
        Pkcs11Token token = open();
        Signer signer = token.signer();
        var started = new CountDownLatch(50);
        var threads = new Thread(() -> {
            await(started);
            token.close();
        });
        threads.start();
        LostSessionTest.crowd(50, () -> {
            sign(signer);
            started.countDown();
            Throwable end = null;
            while (end == null) {
                end = catchThrowable(() -> sign(signer));
            }
            assertThat(end).isInstanceOf(KsefSigningException.class);
            return told.add(end.getMessage());
        });
        threads.join();
        assertThat(told).allSatisfy(message -> assertThat(message).contains("was closed"));
    }

    @Test
    void tokenBesideOthersThatComeAndGo_signsOn() throws Exception {
        var over = new AtomicBoolean();
        try (Pkcs11Token token = open()) {
            Signer signer = token.signer();
            var others = new Thread(() -> {
                for (int i = 0; i < 20; i++) {
                    open().close();
                }
                over.set(true);
            });
            others.start();
            LostSessionTest.crowd(4, () -> {
                while (!over.get()) {
                    sign(signer);
                }
                return true;
            });
            others.join();
            sign(signer);
        }
    }

    @Test
    void cardPulledAgainAndAgain_isOpenedAgain_andLeavesNothingBehind() throws Exception {
        var library = FailingLibrary.before(hsm.library(), folder);
        int providers = Security.getProviders().length;
        Set<String> before = threads();
        try (Pkcs11Token token = opened(library.path(), label -> hsm.pin().toCharArray())) {
            Signer signer = token.signer();
            for (int i = 0; i < 40; i++) {
                library.fail(i % 2 == 0 ? "C_Sign" : "C_SignInit", FailingLibrary.DEVICE_REMOVED);
                sign(signer);
            }
        }
        for (int i = 0; i < 20; i++) {
            open().close();
        }
        assertThat(Security.getProviders()).hasSize(providers);
        assertThat(threads()).as("threads that were not there before").isSubsetOf(before);
    }

    @Test
    void keyThatWasReplacedUnderItsName_isRefused() throws Exception {
        try (Pkcs11Token token = open()) {
            Signer signer = token.signer();
            hsm.store().deleteEntry(SoftHsm.Token.inStore("pieczątka"));
            KeyPair other = TestCertificates.ec("secp256r1");
            hsm.add("pieczątka", other.getPrivate(), TestCertificates.of(other.getPublic()));
            assertThatThrownBy(() -> sign(signer))
                    .isInstanceOf(KsefSigningException.class)
                    .hasMessageContaining("another than it was");
            assertThat(sign(token.signer())).hasSize(64);
        }
    }

    @Test
    void twoNewKeysOfOneName_atOnce_areOneKey() throws Exception {
        try (Pkcs11Token token = open()) {
            var made = new AtomicInteger();
            LostSessionTest.crowd(4, () -> {
                Throwable refused = catchThrowable(
                        () -> token.newKey("świeża", NewKeyType.EC_P256, (subject, key, signer) -> new byte[0]));
                if (refused == null) {
                    made.incrementAndGet();
                } else {
                    assertThat(refused).isInstanceOf(KsefSigningException.class).hasMessageContaining("already");
                }
                return true;
            });
            assertThat(made).hasValue(1);
            assertThat(token.aliases()).containsExactly("pieczątka", "świeża");
        }
    }

    @Test
    void slotThatCannotBe_isRefusedAsThat() {
        assertThatThrownBy(() -> Pkcs11Token.at(hsm.library()).slot(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
        assertThatThrownBy(() -> Pkcs11Token.at(hsm.library()).slotIndex(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-1");
    }

    @Test
    void libraryInAFolderWithAnOddName_isOpened() throws Exception {
        for (String name : List.of("z odstępem", "#;=\"'", "{}")) {
            Path odd = Files.createDirectories(folder.resolve(name)).resolve("ż lib.so");
            Files.copy(hsm.library(), odd);
            assertThat(catchThrowable(() -> Pkcs11Token.at(odd).slot(hsm.slot()).open()))
                    .as("a library in a folder '%s', without a PIN", name)
                    .hasMessageContaining("requires a PIN");
        }
    }

    @Test
    void placeholderMadeInTheForties_lastsIntoTheFifties() throws Exception {
        KeyPair pair = TestCertificates.ec("secp256r1");
        var placeholder = PlaceholderCertificate.of(
                pair.getPublic(), "key", Instant.parse("2045-01-01T00:00:00Z"), data -> new byte[0]);
        assertThat(placeholder.getNotAfter().toInstant()).isAfter("2054-01-01T00:00:00Z");
        assertThat(placeholder.getNotBefore().toInstant()).isBefore("2045-01-01T00:00:00Z");
    }

    private Pkcs11Token open() {
        return opened(hsm.library(), label -> hsm.pin().toCharArray());
    }

    private Pkcs11Token opened(Path library, PinCallback pin) {
        return Pkcs11Token.at(library).slot(hsm.slot()).pin(pin).open();
    }

    private static byte[] sign(Signer signer) {
        return signer.sign(SignatureAlgorithm.ECDSA_SHA256, DATA);
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
