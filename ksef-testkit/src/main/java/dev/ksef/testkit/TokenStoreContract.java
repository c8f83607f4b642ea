package dev.ksef.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.CredentialsId;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TokenStore} must do. Extend it, return an empty store, and override the hooks for what the store can
 * do beyond that; a test whose hook is not there is reported as skipped.
 */
public abstract class TokenStoreContract {

    private static final String SECRET_ACCESS = "eyJ.access-secret-93.x";
    private static final String SECRET_REFRESH = "eyJ.refresh-secret-93.x";
    private static final OffsetDateTime LATER = OffsetDateTime.parse("2099-11-02T10:15:00.1234567+01:00");
    private static final ReferenceNumber SIGN_IN = ReferenceNumber.of("20261102-AU-1111111111-2222222222-33");
    private static final TokenKey KEY = key("TEST", Nip.of("5265877635"), "main");
    private static final TokenKey OTHER_KEY = key("TEST", Nip.of("5265877635"), "other");

    /** An empty store; asked for once per test, before all other hooks. The extending class closes it. */
    protected abstract TokenStore store();

    /** The clock by which the store judges and waits. */
    protected Time time() {
        return Time.system();
    }

    /** Whether {@code exclusively} keeps others out; some stores cannot see who else uses them. */
    protected boolean excludes() {
        return true;
    }

    /** Another store on what the one of this test has written, as after a restart; empty if it keeps nothing that long. */
    protected Optional<TokenStore> reopened() {
        return Optional.empty();
    }

    /** A store that cannot reach what it keeps things in; empty if there is nothing that could fail. */
    protected Optional<TokenStore> failing() {
        return Optional.empty();
    }

    /** A store that was closed; empty if there is nothing to close. */
    protected Optional<TokenStore> closed() {
        return Optional.empty();
    }

    /** All that the store of this test leaves where others could read it: names and contents of files, rows, log lines. */
    protected List<String> traces() {
        return List.of();
    }

    /** How many entries are many for this store. */
    protected int many() {
        return 3000;
    }

    @Test
    void find_ofWhatWasNeverSaved_isEmpty() {
        assertThat(store().find(KEY)).isEmpty();
    }

    @Test
    void tokensOfEachForm_comeBackAsTheyWereSaved() {
        var store = store();
        for (StoredTokens tokens : forms()) {
            store.save(KEY, tokens);
            assertSame(store.find(KEY), tokens);
        }
    }

    @Test
    void tokensThatAreOver_mayBeGoneAndNeverFail() {
        var store = store();
        var tokens = tokens("over", OffsetDateTime.parse("2020-01-01T00:00:00Z"));
        store.save(KEY, tokens);
        store.find(KEY).ifPresent(found -> assertSame(Optional.of(found), tokens));
    }

    @Test
    void secondSaving_replacesTheFirstAsAWhole() {
        var store = store();
        store.save(KEY, new StoredTokens(access("a1", LATER), refresh("r1", LATER), SIGN_IN));
        var second = new StoredTokens(null, refresh("r2", LATER), null);
        store.save(KEY, second);
        assertSame(store.find(KEY), second);
    }

    @Test
    void removed_isGoneAndOthersStay() {
        var store = store();
        store.save(KEY, tokens("1", LATER));
        store.save(OTHER_KEY, tokens("2", LATER));
        store.remove(KEY);
        assertThat(store.find(KEY)).isEmpty();
        assertSame(store.find(OTHER_KEY), tokens("2", LATER));
        assertThatCode(() -> store.remove(KEY)).as("removing what is not there").doesNotThrowAnyException();
        store.save(KEY, tokens("3", LATER));
        assertSame(store.find(KEY), tokens("3", LATER));
    }

    @Test
    void keysThatDifferAtAll_areEntriesOfTheirOwn() {
        var store = store();
        List<TokenKey> keys = awkwardKeys();
        for (int i = 0; i < keys.size(); i++) {
            store.save(keys.get(i), tokens("n" + i, LATER));
        }
        for (int i = 0; i < keys.size(); i++) {
            assertSame(store.find(keys.get(i)), tokens("n" + i, LATER));
        }
        for (int i = 0; i < keys.size(); i += 2) {
            store.remove(keys.get(i));
        }
        for (int i = 0; i < keys.size(); i++) {
            assertThat(store.find(keys.get(i)).isPresent())
                    .as("whether %s is still there, every second one was removed", keys.get(i))
                    .isEqualTo(i % 2 == 1);
        }
    }

    @Test
    void hugeTokens_comeBack() {
        var store = store();
        var tokens = new StoredTokens(
                access("a".repeat(10_000), LATER), refresh("r".repeat(100_000), LATER), new ReferenceNumber("x"));
        store.save(KEY, tokens);
        assertSame(store.find(KEY), tokens);
    }

    @Test
    void manyEntries_allComeBack() {
        var store = store();
        for (int i = 0; i < many(); i++) {
            store.save(numbered(i), tokens("n" + i, LATER));
        }
        for (int i = 0; i < many(); i++) {
            assertSame(store.find(numbered(i)), tokens("n" + i, LATER));
        }
    }

    @Test
    void manyThreadsOnManyKeys_findWhatTheySaved() throws Exception {
        var store = store();
        Crowd.of(8, number -> {
            for (int i = 0; i < 40; i++) {
                TokenKey own = numbered(number * 10 + i % 10);
                store.save(own, tokens(number + "-" + i, LATER));
                assertSame(store.find(own), tokens(number + "-" + i, LATER));
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
        store.save(KEY, numberedTokens(0));
        try (var crowd = new Crowd()) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                int first = writer * 1000;
                writers.add(crowd.start(() -> {
                    for (int i = 0; i < 60; i++) {
                        store.save(KEY, numberedTokens(first + i));
                    }
                    return first;
                }));
            }
            List<Future<Integer>> readers = new ArrayList<>();
            for (int reader = 0; reader < 3; reader++) {
                readers.add(crowd.start(() -> {
                    int looks = 0;
                    for (; looks == 0 || !over.get(); looks++) {
                        assertOfOneSaving(store.find(KEY));
                    }
                    return looks;
                }));
            }
            for (Future<?> writer : writers) {
                writer.get(Crowd.PATIENCE_SECONDS, TimeUnit.SECONDS);
            }
            over.set(true);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get(Crowd.PATIENCE_SECONDS, TimeUnit.SECONDS)).isPositive();
            }
        }
        assertOfOneSaving(store.find(KEY));
    }

    @Test
    void exclusively_doesTheWorkOnceAndYieldsItsResult() {
        var store = store();
        List<String> done = new ArrayList<>();
        String result = store.exclusively(KEY, soon(), () -> {
            store.save(KEY, tokens("inside", LATER));
            assertSame(store.find(KEY), tokens("inside", LATER));
            done.add("work");
            return "result";
        });
        assertThat(result).isEqualTo("result");
        assertThat(done).containsExactly("work");
    }

    @Test
    void exclusively_whoseWorkFails_passesTheFailureAndLetsTheNextIn() {
        var store = store();
        var failure = new IllegalStateException("the work's own");
        assertThatThrownBy(() -> store.exclusively(KEY, soon(), () -> {
                    throw failure;
                }))
                .as("the failure itself, not wrapped")
                .isSameAs(failure);
        assertThat(store.<String>exclusively(KEY, soon(), () -> "next")).isEqualTo("next");
    }

    @Test
    void exclusively_byManyThreads_isDoneByOneAtATime() throws Exception {
        assumeTrue(excludes(), "This store does not keep others out");
        var store = store();
        var inside = new AtomicReference<@Nullable Thread>();
        List<Integer> done = new ArrayList<>();
        Crowd.of(
                6,
                number -> store.exclusively(KEY, patient(), () -> {
                    assertThat(inside.getAndSet(Thread.currentThread()))
                            .as("who else is at the work of this key")
                            .isNull();
                    store.find(KEY);
                    done.add(number);
                    inside.set(null);
                    return number;
                }));
        assertThat(done).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
    }

    @Test
    void whileOthersAreAtAKey_allElseGoesOn() throws Exception {
        var store = store();
        store.save(KEY, tokens("before", LATER));
        try (var held = new Held(store, KEY)) {
            assertThat(store.<String>exclusively(OTHER_KEY, patient(), () -> "other key"))
                    .isEqualTo("other key");
            assertSame(store.find(KEY), tokens("before", LATER));
            store.save(KEY, tokens("meanwhile", LATER));
            assertSame(store.find(KEY), tokens("meanwhile", LATER));
            store.remove(KEY);
            assertThat(store.find(KEY)).isEmpty();
            assertThat(held.isAtIt()).isTrue();
        }
    }

    @Test
    void exclusively_whileOthersAreAtIt_endsAtTheDeadline() throws Exception {
        assumeTrue(excludes(), "This store does not keep others out");
        var store = store();
        for (Deadline deadline :
                List.of(Deadline.after(Duration.ofMillis(60), time()), new Deadline(time().millis() - 1))) {
            try (var held = new Held(store, KEY)) {
                assertThatThrownBy(() -> store.exclusively(KEY, deadline, () -> "never"))
                        .isInstanceOf(KsefDeadlineException.class)
                        .hasMessageContaining(KEY.toString());
                assertThat(held.isAtIt()).isTrue();
            }
        }
        assertThat(store.<String>exclusively(KEY, patient(), () -> "afterwards"))
                .isEqualTo("afterwards");
    }

    @Test
    void exclusively_interruptedWhileOthersAreAtIt_endsAndKeepsTheInterrupt() throws Exception {
        assumeTrue(excludes(), "This store does not keep others out");
        var store = store();
        try (var held = new Held(store, KEY);
                var crowd = new Crowd()) {
            Future<Boolean> waiter = crowd.start(() -> {
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> store.exclusively(KEY, patient(), () -> "never"))
                        .isInstanceOf(KsefDeadlineException.class);
                return Thread.currentThread().isInterrupted();
            });
            assertThat(waiter.get(Crowd.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("interrupt kept for whoever asks next")
                    .isTrue();
            assertThat(held.isAtIt()).isTrue();
        }
        store.save(KEY, tokens("afterwards", LATER));
        assertSame(store.find(KEY), tokens("afterwards", LATER));
    }

    @Test
    void restart_losesNothing() {
        var store = store();
        for (StoredTokens tokens : forms()) {
            store.save(KEY, tokens);
        }
        StoredTokens last = forms().get(forms().size() - 1);
        store.save(OTHER_KEY, tokens("removed", LATER));
        store.remove(OTHER_KEY);
        var reopened = presentOrSkip(reopened(), "This store keeps nothing beyond a restart");
        assertSame(reopened.find(KEY), last);
        assertThat(reopened.find(OTHER_KEY)).isEmpty();
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
    void nothingThatIsTold_holdsAToken() throws Exception {
        var store = store();
        store.save(KEY, secretTokens());
        store.save(OTHER_KEY, secretTokens());
        store.exclusively(KEY, soon(), () -> 1);
        assertNoSecret(store.toString());
        if (excludes()) {
            try (var held = new Held(store, KEY)) {
                assertNoSecret(catchThrowable(() -> store.exclusively(KEY, new Deadline(0), () -> held)));
            }
        }
        traces().forEach(TokenStoreContract::assertNoSecret);
    }

    private static void assertFails(TokenStore broken) {
        List<Consumer<TokenStore>> calls =
                List.of(store -> store.find(KEY), store -> store.save(KEY, secretTokens()), store -> store.remove(KEY));
        for (Consumer<TokenStore> call : calls) {
            Throwable failure = catchThrowable(() -> call.accept(broken));
            assertThat(failure).isInstanceOf(KsefStorageException.class);
            assertThat(failure.getMessage()).as("says what happened").isNotBlank();
            assertNoSecret(failure);
        }
    }

    private static void assertNoSecret(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertNoSecret(String.valueOf(each));
            Stream.of(each.getSuppressed()).map(String::valueOf).forEach(TokenStoreContract::assertNoSecret);
        }
    }

    private static void assertNoSecret(String text) {
        assertThat(text).doesNotContain(SECRET_ACCESS, SECRET_REFRESH);
    }

    /** Compares the dates, too, which the equality of tokens leaves out. */
    private static void assertSame(Optional<StoredTokens> found, StoredTokens saved) {
        assertThat(found).as("what was saved last").contains(saved);
        StoredTokens tokens = found.orElseThrow();
        assertThat(validity(tokens.accessToken())).isEqualTo(validity(saved.accessToken()));
        assertThat(validity(tokens.refreshToken())).isEqualTo(validity(saved.refreshToken()));
    }

    private static String validity(@Nullable BearerToken token) {
        return token == null ? "no token" : token.validUntil().toString();
    }

    private static StoredTokens numberedTokens(int number) {
        OffsetDateTime until = LATER.plusSeconds(number);
        return new StoredTokens(
                access("a" + number, until), refresh("r" + number, until), new ReferenceNumber("" + number));
    }

    private static void assertOfOneSaving(Optional<StoredTokens> found) {
        assertThat(found).as("an entry that is overwritten and never removed").isPresent();
        ReferenceNumber number = Objects.requireNonNull(found.orElseThrow().signIn(), "sign-in that was saved");
        assertSame(found, numberedTokens(Integer.parseInt(number.value())));
    }

    private static List<StoredTokens> forms() {
        return List.of(
                new StoredTokens(access("a1", LATER), refresh("r1", LATER.plusDays(7)), SIGN_IN),
                new StoredTokens(access("a2", LATER), refresh("r2", OffsetDateTime.MAX), null),
                new StoredTokens(null, refresh("r3|;'\"\\%{}", OffsetDateTime.parse("2098-02-28T23:59:59Z")), SIGN_IN),
                new StoredTokens(
                        access("a4", OffsetDateTime.parse("2097-06-30T12:00:00.000000001-11:30")),
                        null,
                        new ReferenceNumber("odd 'number' ąść\n")),
                new StoredTokens(null, refresh("r5", OffsetDateTime.parse("2099-01-01T00:00+18:00")), null),
                new StoredTokens(access("a6", LATER), null, null));
    }

    private static List<TokenKey> awkwardKeys() {
        List<TokenKey> keys = new ArrayList<>();
        for (ContextIdentifier context : List.<ContextIdentifier>of(
                Nip.of("5265877635"),
                Nip.of("1111111111"),
                InternalId.of("5265877635-12345"),
                NipVatUe.of("5265877635-DE123456789"),
                NipVatUe.of("5265877635-DE12345678+*"),
                PeppolId.of("PPL123456"),
                new InternalId("5265877635"),
                new NipVatUe("5265877635"),
                new PeppolId("5265877635"),
                new Nip(""),
                new Nip(" "),
                new Nip("5265877635 "),
                new Nip("../5265877635"),
                new Nip("CON"),
                new Nip("con"),
                new Nip("a\n|b"),
                new Nip("%2F;'\"--"),
                new Nip("\u00e9"),
                new Nip("e\u0301"),
                new Nip("\ud83d\ude00"),
                new Nip("x".repeat(1024)),
                new Nip("x".repeat(1023) + "y"))) {
            keys.add(key("TEST", context, "main"));
        }
        for (String environment :
                List.of("test", "DEMO", "TEST ", "TEST/main", "", "środowisko", "TEST|Nip|5265877635")) {
            keys.add(key(environment, Nip.of("5265877635"), "main"));
        }
        for (String credentials : List.of("Main", "main.", "..", "main-2", "m".repeat(100))) {
            keys.add(key("TEST", Nip.of("5265877635"), credentials));
        }
        // Parts that make the same text when they are put together.
        keys.add(key("a", new Nip("bc"), "d"));
        keys.add(key("ab", new Nip("c"), "d"));
        keys.add(key("a", new Nip("b"), "cd"));
        return keys;
    }

    private Deadline soon() {
        return Deadline.after(Duration.ofSeconds(10), time());
    }

    private Deadline patient() {
        return Deadline.after(Duration.ofSeconds(Crowd.PATIENCE_SECONDS), time());
    }

    private static TokenStore presentOrSkip(Optional<TokenStore> store, String reason) {
        assumeTrue(store.isPresent(), reason);
        return store.orElseThrow();
    }

    private static StoredTokens secretTokens() {
        return new StoredTokens(access(SECRET_ACCESS, LATER), refresh(SECRET_REFRESH, LATER), SIGN_IN);
    }

    private static StoredTokens tokens(String name, OffsetDateTime until) {
        return new StoredTokens(access("access-" + name, until), refresh("refresh-" + name, until), SIGN_IN);
    }

    private static AccessToken access(String token, OffsetDateTime until) {
        return new AccessToken(token, until);
    }

    private static RefreshToken refresh(String token, OffsetDateTime until) {
        return new RefreshToken(token, until);
    }

    private static TokenKey numbered(int number) {
        return key("TEST", new Nip(String.valueOf(1_000_000_000 + number)), "main");
    }

    private static TokenKey key(String environment, ContextIdentifier context, String credentials) {
        return new TokenKey(environment, context, CredentialsId.of(credentials));
    }

    /** Another thread that is at a key until this is closed. */
    private static final class Held implements AutoCloseable {

        private final CountDownLatch release = new CountDownLatch(1);
        private final Crowd crowd = new Crowd();
        private final Future<Boolean> work;

        Held(TokenStore store, TokenKey key) throws InterruptedException {
            var begun = new CountDownLatch(1);
            work = crowd.start(() -> store.exclusively(key, Deadline.NEVER, () -> {
                begun.countDown();
                return released();
            }));
            assertThat(begun.await(Crowd.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("the work of the other thread began")
                    .isTrue();
        }

        private boolean released() {
            try {
                return release.await(Crowd.PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        boolean isAtIt() {
            return !work.isDone();
        }

        @Override
        public void close() throws Exception {
            release.countDown();
            assertThat(work.get(Crowd.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            crowd.close();
        }
    }
}
