package dev.ksef.testkit.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.ksef.port.ledger.CallDemand;
import dev.ksef.port.ledger.CallGrant;
import dev.ksef.port.ledger.CallLedger;
import dev.ksef.port.ledger.QuotaCount;
import dev.ksef.port.ledger.QuotaDemand;
import dev.ksef.port.ledger.QuotaKey;
import dev.ksef.port.time.Time;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The suite for ledgers catches ledgers that are broken the ways ledgers are. */
class CallLedgerContractTest {

    static List<Arguments> brokenLedgers() {
        return List.of(
                Arguments.of(CountsTwice.class, "demandExecutedAgain_isAnsweredAlike_andCountsNothingMore"),
                Arguments.of(CountsEachQuotaByItself.class, "twoQuotas_areCountedInOneStep_orNeither"),
                Arguments.of(TellsAllEachTime.class, "answer_tellsWhatLeftSinceTheCursor_andItsOwnCalls"),
                Arguments.of(HoldsProbesBack.class, "probe_leavesInSpiteOfABlock_asItsWindowsAllow"),
                Arguments.of(
                        ForgetsWhatLeftBefore.class,
                        "callsThatLeftBefore_areCounted_atThatAgeOrLess_beforeAnythingIsGranted"),
                Arguments.of(MixesEnvironments.class, "quotas_areToldApart_byEachPartOfTheirKeys"),
                Arguments.of(
                        TakesTheLatestBlock.class, "block_holdsItsQuotaBack_andNoOther_andAShorterOneChangesNothing"));
    }

    @ParameterizedTest
    @MethodSource("brokenLedgers")
    void brokenLedger_isCaughtByTheTestMadeForIt(Class<?> suite, String test) {
        var run = EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(suite, test), selectMethod(suite, "window_ends_toTheMillisecond"))
                .execute()
                .testEvents();
        assertThat(run.failed().stream())
                .as("failed tests of %s", suite.getSimpleName())
                .singleElement()
                .satisfies(failed ->
                        assertThat(failed.getTestDescriptor().getDisplayName()).isEqualTo(test + "()"));
    }

    /** A ledger that executes another demand than it was given. */
    private static class Changed implements CallLedger {

        private final CallLedger ledger;
        private final UnaryOperator<CallDemand> change;

        Changed(Time time, UnaryOperator<CallDemand> change) {
            this.ledger = MemoryCallLedger.of(time);
            this.change = change;
        }

        @Override
        public CallGrant take(CallDemand demand) throws InterruptedException {
            return ledger.take(change.apply(demand));
        }

        @Override
        public void block(QuotaKey quota, long remainingMillis) throws InterruptedException {
            ledger.block(quota, remainingMillis);
        }

        @Override
        public void unblock(QuotaKey quota) throws InterruptedException {
            ledger.unblock(quota);
        }
    }

    private static CallDemand with(CallDemand demand, UnaryOperator<QuotaDemand> change) {
        List<QuotaDemand> quotas = demand.quotas().stream().map(change).toList();
        return new CallDemand(demand.id(), demand.node(), quotas, demand.wanted(), demand.probe());
    }

    static class CountsTwice extends CallLedgerContract {

        @Override
        protected CallLedger ledger(Time time) {
            return new Changed(
                    time,
                    demand -> new CallDemand(
                            UUID.randomUUID().toString(),
                            demand.node(),
                            demand.quotas(),
                            demand.wanted(),
                            demand.probe()));
        }
    }

    static class CountsEachQuotaByItself extends CallLedgerContract {

        @Override
        protected CallLedger ledger(Time time) {
            return new Changed(time, UnaryOperator.identity()) {
                @Override
                public CallGrant take(CallDemand demand) throws InterruptedException {
                    int granted = demand.wanted();
                    List<QuotaCount> counts = List.of();
                    for (QuotaDemand quota : demand.quotas()) {
                        CallGrant one = super.take(new CallDemand(
                                demand.id() + counts.size() + granted,
                                demand.node(),
                                List.of(quota),
                                demand.wanted(),
                                demand.probe()));
                        granted = Math.min(granted, one.granted());
                        counts = one.counts();
                    }
                    return new CallGrant(granted, counts, 1);
                }
            };
        }
    }

    static class TellsAllEachTime extends CallLedgerContract {

        @Override
        protected CallLedger ledger(Time time) {
            return new Changed(
                    time,
                    demand -> with(
                            demand, quota -> new QuotaDemand(quota.key(), quota.windows(), "", quota.leftMillisAgo())));
        }
    }

    static class HoldsProbesBack extends CallLedgerContract {

        @Override
        protected CallLedger ledger(Time time) {
            return new Changed(
                    time,
                    demand -> new CallDemand(demand.id(), demand.node(), demand.quotas(), demand.wanted(), false));
        }
    }

    static class ForgetsWhatLeftBefore extends CallLedgerContract {

        @Override
        protected CallLedger ledger(Time time) {
            return new Changed(
                    time,
                    demand -> with(
                            demand, quota -> new QuotaDemand(quota.key(), quota.windows(), quota.cursor(), List.of())));
        }
    }

    static class MixesEnvironments extends CallLedgerContract {

        @Override
        protected CallLedger ledger(Time time) {
            return new Changed(
                    time,
                    demand -> with(demand, quota -> {
                        QuotaKey key = quota.key();
                        var same = new QuotaKey("same", key.context(), key.group(), key.operation());
                        return new QuotaDemand(same, quota.windows(), quota.cursor(), quota.leftMillisAgo());
                    }));
        }
    }

    static class TakesTheLatestBlock extends CallLedgerContract {

        @Override
        protected CallLedger ledger(Time time) {
            return new Changed(time, UnaryOperator.identity()) {
                @Override
                public void block(QuotaKey quota, long remainingMillis) throws InterruptedException {
                    unblock(quota);
                    super.block(quota, remainingMillis);
                }
            };
        }
    }
}
