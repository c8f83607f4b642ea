package dev.ksef.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.ksef.model.Nip;
import dev.ksef.model.invoice.SubjectType;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SyncKey;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.time.Deadline;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/**
 * The suite for states catches stores that take chains for each other. That it catches the rest is shown with journals, which share
 * its tests.
 */
class SyncStateStoreContractTest {

    static Stream<Arguments> brokenStores() {
        return Stream.of(
                Arguments.of(ForgetsTheSubjectType.class, "keysThatDifferAtAll_haveRecordsOfTheirOwn"),
                Arguments.of(ForgetsTheSubjectType.class, "whileAKeyIsHeld_allElseGoesOn"),
                Arguments.of(ForgetsTheKindOfContext.class, "keysThatDifferAtAll_haveRecordsOfTheirOwn"),
                Arguments.of(ForgetsTheEnvironment.class, "keysThatDifferAtAll_haveRecordsOfTheirOwn"));
    }

    @ParameterizedTest
    @MethodSource("brokenStores")
    void brokenStore_isCaughtByTheTestMadeForIt(Class<?> suite, String test) {
        assertThat(failures(suite, test)).isOne();
        assertThat(failures(MemorySyncStateStoreTest.class, test))
                .as("failures of a sound store")
                .isZero();
    }

    private static long failures(Class<?> suite, String test) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(suite, test))
                .execute()
                .testEvents()
                .failed()
                .count();
    }

    private static SyncStateStore keyedBy(UnaryOperator<SyncKey> blurred) {
        var good = new MemorySyncStateStore();
        return new SyncStateStore() {
            @Override
            public JournalLease lease(SyncKey chain, Deadline deadline) {
                return good.lease(
                        blurred.apply(chain), deadline.sooner(new Deadline(System.currentTimeMillis() + 100)));
            }

            @Override
            public List<JournalRecord> read(SyncKey chain) {
                return good.read(blurred.apply(chain));
            }

            @Override
            public Set<SyncKey> chains() {
                return good.chains();
            }
        };
    }

    static class ForgetsTheSubjectType extends SyncStateStoreContract {
        @Override
        protected SyncStateStore states() {
            return keyedBy(chain -> new SyncKey(chain.environment(), chain.context(), SubjectType.SELLER));
        }
    }

    static class ForgetsTheKindOfContext extends SyncStateStoreContract {
        @Override
        protected SyncStateStore states() {
            return keyedBy(chain ->
                    new SyncKey(chain.environment(), new Nip(chain.context().value()), chain.subjectType()));
        }
    }

    static class ForgetsTheEnvironment extends SyncStateStoreContract {
        @Override
        protected SyncStateStore states() {
            return keyedBy(chain -> new SyncKey("TEST", chain.context(), chain.subjectType()));
        }
    }
}
