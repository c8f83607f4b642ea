package dev.ksef.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.store.KeyStore;
import dev.ksef.testkit.thread.TestThreads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Tests what every {@link KeyStore} must do. Extend this class and return an empty store. Override the hooks that fit the store;
 * tests of the other hooks are reported as skipped.
 */
public abstract class KeyStoreContract {

    private static final ReferenceNumber SESSION = ReferenceNumber.of("20261102-SO-1111111111-2222222222-33");
    private static final ReferenceNumber OTHER = ReferenceNumber.of("20261102-SO-1111111111-2222222222-34");
    private static final String SECRET_KEY = "0123456789abcdef-content-key-32b";
    private static final String SECRET_VECTOR = "vector-16-bytes!";

    /** Makes an empty store. Called once per test, before all other hooks. The extending class closes the store. */
    protected abstract KeyStore store();

    /** Makes another store on what the store of this test has written, as after a restart. Empty if nothing outlives a store. */
    protected Optional<KeyStore> reopened() {
        return Optional.empty();
    }

    /** Makes a store that cannot reach its storage. Empty if nothing can fail. */
    protected Optional<KeyStore> failing() {
        return Optional.empty();
    }

    /** Makes a store and closes it. Empty if there is nothing to close. */
    protected Optional<KeyStore> closed() {
        return Optional.empty();
    }

    /**
     * Returns all that the store of this test left for others to read: names and contents of files, rows, log lines. Empty if
     * it leaves nothing outside the memory of its process; then it is not tested whether it encrypts.
     */
    protected Optional<List<String>> traces() {
        return Optional.empty();
    }

    /** Returns how many entries are many for this store. */
    protected int many() {
        return 3000;
    }

    @Test
    void find_ofWhatWasNeverSaved_isEmpty() {
        assertThat(store().find(SESSION)).isEmpty();
    }

    @Test
    void key_comesBackToTheByte() {
        var store = store();
        for (int number : new int[] {0, 1, 127, 128, 255}) {
            save(store, SESSION, number);
            assertHolds(store, SESSION, number);
        }
    }

    @Test
    void keyOfTheCaller_canBeClosedAfterItWasSaved() {
        var store = store();
        var key = key(7);
        store.save(SESSION, key);
        key.close();
        assertHolds(store, SESSION, 7);
    }

    @Test
    void keyThatWasFound_isTheCallersOwn() {
        var store = store();
        save(store, SESSION, 7);
        var first = store.find(SESSION).orElseThrow();
        var second = store.find(SESSION).orElseThrow();
        first.close();
        assertThat(second.key()).as("closing one copy leaves the other").isEqualTo(bytes(32, 7));
        second.close();
        assertHolds(store, SESSION, 7);
    }

    @Test
    void keyThatWasClosed_isRefusedAndWhatWasThereStays() {
        var store = store();
        var closed = key(1);
        closed.close();
        assertThatThrownBy(() -> store.save(OTHER, closed)).isInstanceOf(IllegalStateException.class);
        assertThat(store.find(OTHER)).isEmpty();
        save(store, SESSION, 7);
        assertThatThrownBy(() -> store.save(SESSION, closed)).isInstanceOf(IllegalStateException.class);
        assertHolds(store, SESSION, 7);
    }

    @Test
    void removed_isGoneAndOthersStay() {
        var store = store();
        save(store, SESSION, 1);
        save(store, OTHER, 2);
        store.remove(SESSION);
        assertThat(store.find(SESSION)).isEmpty();
        assertHolds(store, OTHER, 2);
        assertThatCode(() -> store.remove(SESSION))
                .as("removing what is not there")
                .doesNotThrowAnyException();
        save(store, SESSION, 3);
        assertHolds(store, SESSION, 3);
    }

    @Test
    void numbersThatDifferAtAll_areEntriesOfTheirOwn() {
        var store = store();
        List<ReferenceNumber> numbers = awkwardNumbers();
        for (int i = 0; i < numbers.size(); i++) {
            save(store, numbers.get(i), i);
        }
        for (int i = 0; i < numbers.size(); i++) {
            assertHolds(store, numbers.get(i), i);
        }
        for (int i = 0; i < numbers.size(); i += 2) {
            store.remove(numbers.get(i));
        }
        for (int i = 0; i < numbers.size(); i++) {
            assertThat(store.find(numbers.get(i)).isPresent())
                    .as("whether '%s' is still there, every second one was removed", numbers.get(i))
                    .isEqualTo(i % 2 == 1);
        }
    }

    @Test
    void references_areThoseOfTheKeysThatAreKept() {
        var store = store();
        assertThat(store.references()).isEmpty();
        List<ReferenceNumber> numbers = awkwardNumbers();
        numbers.forEach(number -> save(store, number, 1));
        save(store, SESSION, 2);
        assertThat(store.references()).containsExactlyInAnyOrderElementsOf(numbers);
        store.remove(OTHER);
        assertThat(store.references())
                .as("one was removed")
                .containsExactlyInAnyOrderElementsOf(
                        numbers.stream().filter(number -> !number.equals(OTHER)).toList());
    }

    @Test
    void manyEntries_allComeBack() {
        var store = store();
        for (int i = 0; i < many(); i++) {
            save(store, numbered(i), i);
        }
        for (int i = 0; i < many(); i++) {
            assertHolds(store, numbered(i), i);
        }
    }

    @Test
    void manyThreadsOnManyNumbers_findWhatTheySaved() throws Exception {
        var store = store();
        TestThreads.runTogether(8, number -> {
            for (int i = 0; i < 40; i++) {
                ReferenceNumber own = numbered(number * 10 + i % 10);
                save(store, own, i);
                assertHolds(store, own, i);
                if (i % 3 == 0) {
                    store.remove(own);
                    assertThat(store.find(own)).isEmpty();
                }
            }
        });
    }

    @Test
    void readers_neverSeeAMixtureOfTwoSavings() throws Exception {
        var store = store();
        var over = new AtomicBoolean();
        save(store, SESSION, 0);
        try (var threads = new TestThreads()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                int first = writer * 60;
                writers.add(threads.start(() -> {
                    for (int i = 0; i < 60; i++) {
                        save(store, SESSION, first + i);
                    }
                    return first;
                }));
            }
            Future<Integer> reader = threads.start(() -> {
                int looks = 0;
                for (; looks == 0 || !over.get(); looks++) {
                    assertOfOneSaving(store.find(SESSION));
                }
                return looks;
            });
            for (Future<?> writer : writers) {
                writer.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            over.set(true);
            assertThat(reader.get(TestThreads.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isPositive();
        }
        assertOfOneSaving(store.find(SESSION));
    }

    @Test
    void restart_losesNothing() {
        var store = store();
        save(store, SESSION, 1);
        save(store, SESSION, 2);
        save(store, OTHER, 3);
        store.remove(OTHER);
        var reopened = presentOrSkip(reopened(), "This store keeps nothing beyond a restart");
        assertHolds(reopened, SESSION, 2);
        assertThat(reopened.find(OTHER)).isEmpty();
        assertThat(reopened.references())
                .as("what the process before left unfinished")
                .containsExactly(SESSION);
    }

    @Test
    void failingStore_saysSoWithoutSecrets() {
        store();
        assertFails(presentOrSkip(failing(), "Nothing can fail in this store"));
    }

    @Test
    void closedStore_failsLikeABrokenOne() {
        store();
        assertFails(presentOrSkip(closed(), "There is nothing to close in this store"));
    }

    @Test
    void nothingThatIsTold_holdsAKey() {
        var store = store();
        store.save(SESSION, secretKey());
        store.save(OTHER, secretKey());
        assertNoSecret(store.toString());
    }

    @Test
    void whatIsLeftForOthersToRead_holdsNoKey() {
        var store = store();
        store.save(SESSION, secretKey());
        store.save(OTHER, secretKey());
        Optional<List<String>> traces = traces();
        assumeTrue(
                traces.isPresent(),
                "NOT TESTED whether this store encrypts: override traces() if it writes anything outside its process");
        assertThat(traces.orElseThrow())
                .as("traces of a store that has saved a key")
                .isNotEmpty()
                .allSatisfy(KeyStoreContract::assertNoSecret);
    }

    private static void assertFails(KeyStore broken) {
        List<Consumer<KeyStore>> calls = List.of(
                store -> store.find(SESSION),
                store -> store.save(SESSION, secretKey()),
                KeyStore::references,
                store -> store.remove(SESSION));
        for (Consumer<KeyStore> call : calls) {
            Throwable failure = catchThrowable(() -> call.accept(broken));
            assertThat(failure).isInstanceOf(KsefStorageException.class);
            assertThat(failure.getMessage()).as("says what happened").isNotBlank();
            for (Throwable each = failure; each != null; each = each.getCause()) {
                assertNoSecret(String.valueOf(each));
            }
        }
    }

    private static void assertNoSecret(String text) {
        for (String secret : List.of(SECRET_KEY, SECRET_VECTOR)) {
            assertThat(text)
                    .doesNotContain(secret)
                    .doesNotContainIgnoringCase(HexFormat.of().formatHex(utf8(secret)));
        }
    }

    private static void assertHolds(KeyStore store, ReferenceNumber reference, int number) {
        var found = store.find(reference);
        assertThat(found).as("key of '%s'", reference).isPresent();
        try (var key = found.orElseThrow()) {
            assertThat(key.key()).isEqualTo(bytes(32, number));
            assertThat(key.initializationVector()).isEqualTo(bytes(16, number));
        }
    }

    /** All bytes of a key and its vector are the same in these tests. */
    private static void assertOfOneSaving(Optional<ContentKey> found) {
        assertThat(found).as("an entry that is overwritten and never removed").isPresent();
        try (var key = found.orElseThrow()) {
            byte[] bytes = key.key();
            assertThat(bytes).isEqualTo(bytes(32, bytes[0]));
            assertThat(key.initializationVector()).isEqualTo(bytes(16, bytes[0]));
        }
    }

    private static List<ReferenceNumber> awkwardNumbers() {
        return List.of(
                SESSION,
                OTHER,
                new ReferenceNumber("20261102-so-1111111111-2222222222-33"),
                new ReferenceNumber("20261102-SO-1111111111-2222222222-33 "),
                new ReferenceNumber("package-" + "x".repeat(43)),
                new ReferenceNumber("package-" + "X".repeat(43)),
                new ReferenceNumber(""),
                new ReferenceNumber(" "),
                new ReferenceNumber("../20261102"),
                new ReferenceNumber("%2F;'\"--\n"),
                new ReferenceNumber("\u00e9"),
                new ReferenceNumber("e\u0301"),
                new ReferenceNumber("x".repeat(1024)),
                new ReferenceNumber("x".repeat(1023) + "y"));
    }

    private static KeyStore presentOrSkip(Optional<KeyStore> store, String reason) {
        assumeTrue(store.isPresent(), reason);
        return store.orElseThrow();
    }

    private static void save(KeyStore store, ReferenceNumber reference, int number) {
        try (var key = key(number)) {
            store.save(reference, key);
        }
    }

    private static ContentKey secretKey() {
        return ContentKey.of(utf8(SECRET_KEY), utf8(SECRET_VECTOR));
    }

    private static ContentKey key(int number) {
        return ContentKey.of(bytes(32, number), bytes(16, number));
    }

    private static byte[] bytes(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ReferenceNumber numbered(int number) {
        return new ReferenceNumber("20261102-SO-1111111111-2222222222-" + number);
    }
}
