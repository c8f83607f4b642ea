package dev.ksef.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.ksef.model.CredentialsId;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Deadline;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The suites for stores catch stores that are broken the ways stores are. */
class StoreContractsTest {

    static Stream<Arguments> brokenStores() {
        return Stream.of(
                Arguments.of(ForgetsTheKindOfContext.class, "keysThatDifferAtAll_areEntriesOfTheirOwn"),
                Arguments.of(ForgetsCapitals.class, "keysThatDifferAtAll_areEntriesOfTheirOwn"),
                Arguments.of(KeepsTheOldAccessToken.class, "secondSaving_replacesTheFirstAsAWhole"),
                Arguments.of(MovesDatesToUtc.class, "tokensOfEachForm_comeBackAsTheyWereSaved"),
                Arguments.of(KeepsTwoHalves.class, "readers_neverSeeAMixtureOfTwoSavings"),
                Arguments.of(LetsEverybodyIn.class, "exclusively_byManyThreads_isDoneByOneAtATime"),
                Arguments.of(OneDoorForAll.class, "whileOthersAreAtAKey_allElseGoesOn"),
                Arguments.of(SavesUnderALostLease.class, "saveUnderALostLease_failsAndLeavesWhatTheNextHolderWrote"),
                Arguments.of(
                        RemovesUnderALostLease.class, "removeUnderALostLease_failsAndLeavesWhatTheNextHolderWrote"),
                Arguments.of(FencesOneThread.class, "otherThreadUnderALostLease_isFencedToo"),
                Arguments.of(
                        IsFencedWhileTheNextIsAtIt.class, "saveUnderALostLease_failsAndLeavesWhatTheNextHolderWrote"),
                Arguments.of(FindsNothingUnderALostLease.class, "findUnderALostLease_yieldsWhatTheNextHolderWrote"),
                Arguments.of(FencesOtherKeys.class, "otherKeys_areUnderNoLostLease"),
                Arguments.of(StaysFenced.class, "lostLease_isOverWhenExclusivelyHasReturned"),
                Arguments.of(FailsWorkWhoseLeaseWasLost.class, "workWhoseLeaseIsLost_stillYieldsItsResult"),
                Arguments.of(FailsWorkWhoseLeaseWasLost.class, "workWhoseLeaseIsLost_stillPassesItsFailure"),
                Arguments.of(Bounded.class, "manyEntries_allComeBack"),
                Arguments.of(WritesPlainText.class, "whatIsLeftForOthersToRead_holdsNoToken"),
                Arguments.of(LeavesNoTraceItsTestLooksAt.class, "whatIsLeftForOthersToRead_holdsNoToken"),
                Arguments.of(ShowsTokens.class, "nothingThatIsTold_holdsAToken"),
                Arguments.of(QuotesTokens.class, "failingStore_saysSoWithoutSecrets"),
                Arguments.of(KeepsTheCallersKey.class, "keyOfTheCaller_canBeClosedAfterItWasSaved"),
                Arguments.of(GivesItsOwnKey.class, "keyThatWasFound_isTheCallersOwn"),
                Arguments.of(ListsWhatWasRemoved.class, "references_areThoseOfTheKeysThatAreKept"),
                Arguments.of(ShowsKeys.class, "nothingThatIsTold_holdsAKey"));
    }

    @ParameterizedTest
    @MethodSource("brokenStores")
    void brokenStore_isCaughtByTheTestMadeForIt(Class<?> suite, String test) {
        var run = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(suite))
                .execute()
                .testEvents();
        assertThat(run.failed().stream().map(StoreContractsTest::method))
                .as("failed tests of %s", suite.getSimpleName())
                .contains(test);
        assertThat(run.succeeded().stream().map(StoreContractsTest::method))
                .as("what the store does well passes")
                .contains("find_ofWhatWasNeverSaved_isEmpty");
    }

    @Test
    void storeThatTellsNoTraces_isSaidNotToBeTestedForThem() {
        var run = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(TellsNoTraces.class))
                .execute()
                .testEvents();
        assertThat(run.failed().count()).isZero();
        assertSkipped(run, "whatIsLeftForOthersToRead_holdsNoToken", "traces()");
    }

    @Test
    void storeThatLosesNoLease_isSaidNotToBeTestedForThem() {
        var run = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(TellsNoTraces.class))
                .execute()
                .testEvents();
        for (String test : List.of(
                "saveUnderALostLease_failsAndLeavesWhatTheNextHolderWrote",
                "removeUnderALostLease_failsAndLeavesWhatTheNextHolderWrote",
                "findUnderALostLease_yieldsWhatTheNextHolderWrote",
                "otherThreadUnderALostLease_isFencedToo",
                "otherKeys_areUnderNoLostLease",
                "lostLease_isOverWhenExclusivelyHasReturned",
                "workWhoseLeaseIsLost_stillYieldsItsResult",
                "workWhoseLeaseIsLost_stillPassesItsFailure")) {
            assertSkipped(run, test, "takenOver()");
        }
    }

    private static void assertSkipped(Events run, String test, String hook) {
        assertThat(run.aborted()
                        .filter(event -> method(event).equals(test))
                        .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()
                                .getMessage()))
                .singleElement()
                .asString()
                .contains("NOT TESTED", hook);
    }

    private static String method(Event event) {
        return event.getTestDescriptor().getDisplayName().replace("()", "");
    }

    /** A store that does all well, for one thing to be broken. */
    private static class Tokens implements TokenStore {

        private final TokenStore good;

        Tokens() {
            this(new MemoryTokenStore());
        }

        Tokens(TokenStore good) {
            this.good = good;
        }

        @Override
        public Optional<StoredTokens> find(TokenKey key) {
            return good.find(key);
        }

        @Override
        public void save(TokenKey key, StoredTokens tokens) {
            good.save(key, tokens);
        }

        @Override
        public void remove(TokenKey key) {
            good.remove(key);
        }

        @Override
        public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
            return good.exclusively(key, deadline, work);
        }
    }

    static class ForgetsTheKindOfContext extends TokenStoreContract {
        @Override
        protected TokenStore store() {
            return keyedBy(
                    key -> new TokenKey(key.environment(), new Nip(key.context().value()), key.credentials()));
        }
    }

    static class ForgetsCapitals extends TokenStoreContract {
        @Override
        protected TokenStore store() {
            return keyedBy(
                    key -> new TokenKey(key.environment().toUpperCase(Locale.ROOT), key.context(), key.credentials()));
        }
    }

    private static TokenStore keyedBy(UnaryOperator<TokenKey> blurred) {
        return new Tokens() {
            @Override
            public Optional<StoredTokens> find(TokenKey key) {
                return super.find(blurred.apply(key));
            }

            @Override
            public void save(TokenKey key, StoredTokens tokens) {
                super.save(blurred.apply(key), tokens);
            }

            @Override
            public void remove(TokenKey key) {
                super.remove(blurred.apply(key));
            }
        };
    }

    static class KeepsTheOldAccessToken extends TokenStoreContract {
        @Override
        protected TokenStore store() {
            return new Tokens() {
                @Override
                public void save(TokenKey key, StoredTokens tokens) {
                    var old = find(key).map(StoredTokens::accessToken);
                    super.save(
                            key,
                            tokens.accessToken() != null
                                    ? tokens
                                    : new StoredTokens(old.orElse(null), tokens.refreshToken(), tokens.signIn()));
                }
            };
        }
    }

    static class MovesDatesToUtc extends TokenStoreContract {
        @Override
        protected TokenStore store() {
            return new Tokens() {
                @Override
                public void save(TokenKey key, StoredTokens tokens) {
                    var access = tokens.accessToken();
                    super.save(
                            key,
                            new StoredTokens(
                                    access == null
                                            ? null
                                            : new AccessToken(
                                                    access.reveal(),
                                                    access.validUntil().withOffsetSameInstant(ZoneOffset.UTC)),
                                    tokens.refreshToken(),
                                    tokens.signIn()));
                }
            };
        }
    }

    /** Two rows where there should be one. */
    static class KeepsTwoHalves extends TokenStoreContract {
        @Override
        protected TokenStore store() {
            return new Tokens() {
                private final Map<TokenKey, ReferenceNumber> signIns = new ConcurrentHashMap<>();

                @Override
                public void save(TokenKey key, StoredTokens tokens) {
                    super.save(key, tokens);
                    LockSupport.parkNanos(100_000);
                    if (tokens.signIn() != null) {
                        signIns.put(key, tokens.signIn());
                    }
                }

                @Override
                public Optional<StoredTokens> find(TokenKey key) {
                    var found = super.find(key);
                    LockSupport.parkNanos(100_000);
                    return found.map(
                            tokens -> new StoredTokens(tokens.accessToken(), tokens.refreshToken(), signIns.get(key)));
                }
            };
        }
    }

    static class LetsEverybodyIn extends TokenStoreContract {
        @Override
        protected TokenStore store() {
            return new Tokens() {
                @Override
                public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
                    return work.get();
                }

                /** Long enough inside for others to come in. */
                @Override
                public Optional<StoredTokens> find(TokenKey key) {
                    try {
                        Thread.sleep(1);
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    return super.find(key);
                }
            };
        }
    }

    static class OneDoorForAll extends TokenStoreContract {
        @Override
        protected TokenStore store() {
            return new Tokens() {
                @Override
                public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
                    var door = new TokenKey("any", new Nip("any"), CredentialsId.of("any"));
                    Deadline soon = deadline.sooner(new Deadline(System.currentTimeMillis() + 100));
                    return super.exclusively(door, soon, work);
                }
            };
        }
    }

    /** For stores whose leases can be lost. */
    private abstract static class LosesLeases extends TokenStoreContract {

        final MemoryTokenStore shared = new MemoryTokenStore();
        volatile boolean lost;

        @Override
        protected Optional<TokenStore> takenOver(TokenStore store, TokenKey key) {
            shared.loseLease(key);
            lost = true;
            return Optional.of(shared.ofAnotherProcess());
        }
    }

    static class SavesUnderALostLease extends LosesLeases {
        @Override
        protected TokenStore store() {
            return new Tokens(shared) {
                @Override
                public void save(TokenKey key, StoredTokens tokens) {
                    shared.ofAnotherProcess().save(key, tokens);
                }
            };
        }
    }

    static class RemovesUnderALostLease extends LosesLeases {
        @Override
        protected TokenStore store() {
            return new Tokens(shared) {
                @Override
                public void remove(TokenKey key) {
                    shared.ofAnotherProcess().remove(key);
                }
            };
        }
    }

    static class FencesOneThread extends LosesLeases {
        @Override
        protected TokenStore store() {
            return new Tokens(shared) {
                private volatile @Nullable Thread holder;

                @Override
                public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
                    holder = Thread.currentThread();
                    return super.exclusively(key, deadline, work);
                }

                @Override
                public void save(TokenKey key, StoredTokens tokens) {
                    (Thread.currentThread().equals(holder) ? shared : shared.ofAnotherProcess()).save(key, tokens);
                }
            };
        }
    }

    static class IsFencedWhileTheNextIsAtIt extends LosesLeases {
        @Override
        protected TokenStore store() {
            return new Tokens(shared) {
                @Override
                public void save(TokenKey key, StoredTokens tokens) {
                    try {
                        super.save(key, tokens);
                    } catch (KsefStorageException leaseLost) {
                        TokenStore any = shared.ofAnotherProcess();
                        any.exclusively(key, new Deadline(0), () -> {
                            any.save(key, tokens);
                            return 1;
                        });
                    }
                }
            };
        }
    }

    static class FindsNothingUnderALostLease extends LosesLeases {
        @Override
        protected TokenStore store() {
            return new Tokens(shared) {
                @Override
                public Optional<StoredTokens> find(TokenKey key) {
                    return lost ? Optional.empty() : super.find(key);
                }
            };
        }
    }

    static class FencesOtherKeys extends LosesLeases {
        @Override
        protected TokenStore store() {
            return new Tokens(shared) {
                @Override
                public void save(TokenKey key, StoredTokens tokens) {
                    if (lost && key.equals(TokenSamples.OTHER_KEY)) {
                        throw new KsefStorageException("A lease was lost", null);
                    }
                    super.save(key, tokens);
                }
            };
        }
    }

    static class StaysFenced extends LosesLeases {
        @Override
        protected TokenStore store() {
            return new Tokens(shared) {
                @Override
                public void save(TokenKey key, StoredTokens tokens) {
                    if (lost) {
                        throw new KsefStorageException("The lease of " + key + " was lost", null);
                    }
                    super.save(key, tokens);
                }
            };
        }
    }

    static class FailsWorkWhoseLeaseWasLost extends LosesLeases {
        @Override
        protected TokenStore store() {
            return new Tokens(shared) {
                @Override
                public <T> T exclusively(TokenKey key, Deadline deadline, Supplier<T> work) {
                    try {
                        return super.exclusively(key, deadline, work);
                    } finally {
                        giveBack();
                    }
                }

                private void giveBack() {
                    if (lost) {
                        throw new KsefStorageException("The lease was lost", null);
                    }
                }
            };
        }
    }

    static class Bounded extends TokenStoreContract {
        @Override
        protected TokenStore store() {
            var memory = new MemoryTokenStore();
            return new Tokens() {
                @Override
                public Optional<StoredTokens> find(TokenKey key) {
                    return memory.find(key);
                }

                @Override
                public void save(TokenKey key, StoredTokens tokens) {
                    if (memory.size() < 1000) {
                        memory.save(key, tokens);
                    }
                }

                @Override
                public void remove(TokenKey key) {
                    memory.remove(key);
                }
            };
        }
    }

    static class TellsNoTraces extends TokenStoreContract {
        @Override
        protected TokenStore store() {
            return new Tokens();
        }
    }

    static class WritesPlainText extends TokenStoreContract {

        private final List<String> file = new CopyOnWriteArrayList<>();

        @Override
        protected TokenStore store() {
            return new Tokens() {
                @Override
                public void save(TokenKey key, StoredTokens tokens) {
                    super.save(key, tokens);
                    file.add(
                            tokens.refreshToken() == null
                                    ? ""
                                    : tokens.refreshToken().reveal());
                }
            };
        }

        @Override
        protected Optional<List<String>> traces() {
            return Optional.of(file);
        }
    }

    static class LeavesNoTraceItsTestLooksAt extends TokenStoreContract {
        @Override
        protected TokenStore store() {
            return new Tokens();
        }

        @Override
        protected Optional<List<String>> traces() {
            return Optional.of(List.of());
        }
    }

    static class ShowsTokens extends TokenStoreContract {
        @Override
        protected TokenStore store() {
            return new Tokens() {
                private volatile String last = "";

                @Override
                public void save(TokenKey key, StoredTokens tokens) {
                    super.save(key, tokens);
                    last = tokens.refreshToken() == null
                            ? ""
                            : tokens.refreshToken().reveal();
                }

                @Override
                public String toString() {
                    return "Tokens[" + last + "]";
                }
            };
        }
    }

    static class QuotesTokens extends TokenStoreContract {
        @Override
        protected TokenStore store() {
            return new MemoryTokenStore();
        }

        @Override
        protected Optional<TokenStore> failing() {
            return Optional.of(new Tokens() {
                @Override
                public Optional<StoredTokens> find(TokenKey key) {
                    throw new KsefStorageException("No connection", null);
                }

                @Override
                public void save(TokenKey key, StoredTokens tokens) {
                    var quoted = tokens.refreshToken();
                    throw new KsefStorageException(
                            "Not saved", new IllegalStateException(quoted == null ? "" : quoted.reveal()));
                }
            });
        }
    }

    /** A store of keys that does all well, for one thing to be broken. */
    private static class Keys implements KeyStore {

        final Map<ReferenceNumber, ContentKey> entries = new ConcurrentHashMap<>();

        @Override
        public void save(ReferenceNumber reference, ContentKey key) {
            entries.put(reference, key.copy());
        }

        @Override
        public Optional<ContentKey> find(ReferenceNumber reference) {
            return Optional.ofNullable(entries.get(reference)).map(ContentKey::copy);
        }

        @Override
        public Set<ReferenceNumber> references() {
            return Set.copyOf(entries.keySet());
        }

        @Override
        public void remove(ReferenceNumber reference) {
            entries.remove(reference);
        }
    }

    static class KeepsTheCallersKey extends KeyStoreContract {
        @Override
        protected KeyStore store() {
            return new Keys() {
                @Override
                public void save(ReferenceNumber reference, ContentKey key) {
                    entries.put(reference, key);
                }
            };
        }
    }

    static class GivesItsOwnKey extends KeyStoreContract {
        @Override
        protected KeyStore store() {
            return new Keys() {
                @Override
                public Optional<ContentKey> find(ReferenceNumber reference) {
                    return Optional.ofNullable(entries.get(reference));
                }
            };
        }
    }

    static class ListsWhatWasRemoved extends KeyStoreContract {
        @Override
        protected KeyStore store() {
            return new Keys() {
                private final Set<ReferenceNumber> everSaved = ConcurrentHashMap.newKeySet();

                @Override
                public void save(ReferenceNumber reference, ContentKey key) {
                    super.save(reference, key);
                    everSaved.add(reference);
                }

                @Override
                public Set<ReferenceNumber> references() {
                    return Set.copyOf(everSaved);
                }
            };
        }
    }

    static class ShowsKeys extends KeyStoreContract {
        @Override
        protected KeyStore store() {
            return new Keys() {
                @Override
                public String toString() {
                    var text = new StringBuilder();
                    entries.values().forEach(key -> text.append(new String(key.key(), StandardCharsets.ISO_8859_1)));
                    return text.toString();
                }
            };
        }
    }
}
