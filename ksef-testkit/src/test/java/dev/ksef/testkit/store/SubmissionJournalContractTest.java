package dev.ksef.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.ksef.model.Nip;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.time.Deadline;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** The suite for journals catches journals that are broken the ways journals are. */
class SubmissionJournalContractTest {

    private static final String WELL_DONE = "read_ofWhatWasNeverWritten_isEmpty";

    static Stream<Arguments> brokenJournals() {
        return Stream.of(
                Arguments.of(ForgetsTheKindOfContext.class, "keysThatDifferAtAll_haveRecordsOfTheirOwn"),
                Arguments.of(ForgetsCapitals.class, "keysThatDifferAtAll_haveRecordsOfTheirOwn"),
                Arguments.of(ForgetsNanoseconds.class, "recordsOfAnyForm_comeBackAsTheyWereWritten"),
                Arguments.of(DropsEmptyValues.class, "recordsOfAnyForm_comeBackAsTheyWereWritten"),
                Arguments.of(DropsTypesItDoesNotKnow.class, "recordsOfAnyForm_comeBackAsTheyWereWritten"),
                Arguments.of(WritesTheSameOnce.class, "recordsOfAnyForm_comeBackAsTheyWereWritten"),
                Arguments.of(WritesInFront.class, "records_comeBackInTheOrderInWhichTheyWereWritten"),
                Arguments.of(IsBounded.class, "thousandsOfRecords_areWrittenAtOnce"),
                Arguments.of(NeverForgets.class, "forgotten_isGoneAndCanBeBegunAnew"),
                Arguments.of(ListsWhatWasForgotten.class, "keys_areThoseThatHaveARecord"),
                Arguments.of(ReplacesInTwoSteps.class, "readers_seeABeginningOfTheRecords_orAllThatReplacedThem"),
                Arguments.of(LetsEverybodyIn.class, "lease_keepsOthersOutUntilItIsGivenBack"),
                Arguments.of(OneDoorForAll.class, "whileAKeyIsHeld_allElseGoesOn"),
                Arguments.of(FailsInAWayNobodyExpects.class, "leaseThatOthersHold_isWaitedForUntilTheDeadline"),
                Arguments.of(HasNoFence.class, "leaseThatWasLost_writesNothing"),
                Arguments.of(WritesAfterTheEnd.class, "leaseThatWasGivenBack_writesNothing"),
                Arguments.of(SaysNothingOfTheDamaged.class, "damagedSubmission_isTold_andTheOthersAreListed"),
                Arguments.of(GivesItsOwnList.class, "listsOfTheCaller_areCopied"),
                Arguments.of(LosesAllAtARestart.class, "restart_losesNothing"),
                Arguments.of(WritesPlainText.class, "whatIsLeftForOthersToRead_holdsNoRecord"),
                Arguments.of(ShowsRecords.class, "nothingThatIsTold_holdsARecord"),
                Arguments.of(QuotesRecords.class, "failingStore_saysSoWithoutSecrets"));
    }

    @ParameterizedTest
    @MethodSource("brokenJournals")
    void brokenJournal_isCaughtByTheTestMadeForIt(Class<?> suite, String test) {
        var run = run(selectMethod(suite, test), selectMethod(suite, WELL_DONE));
        assertThat(run.failed().stream().map(SubmissionJournalContractTest::method))
                .as("failed tests of %s", suite.getSimpleName())
                .containsExactly(test);
        assertThat(run.succeeded().stream().map(SubmissionJournalContractTest::method))
                .as("what the journal does well passes")
                .containsExactly(WELL_DONE);
    }

    @Test
    void journalWhoseLeasesAndTracesAreNotShown_isSaidNotToBeTestedForThem() {
        var run = run(selectClass(ShowsNothing.class));
        assertThat(run.failed().count()).isZero();
        assertThat(run.aborted()
                        .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .orElseThrow()
                                .getMessage())
                        .filter(message -> message.contains("NOT TESTED")))
                .hasSize(2)
                .anySatisfy(message -> assertThat(message).contains("traces()"))
                .anySatisfy(message -> assertThat(message).contains("takenOver()"));
    }

    private static Events run(DiscoverySelector... selected) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selected)
                .execute()
                .testEvents();
    }

    private static String method(Event event) {
        return event.getTestDescriptor().getDisplayName().replace("()", "");
    }

    /** A journal that does all well, for one thing to be broken. */
    private static class Journal implements SubmissionJournal {

        final MemorySubmissionJournal good = new MemorySubmissionJournal();

        @Override
        public JournalLease lease(SubmissionKey submission, Deadline deadline) {
            return new Lease(good.lease(submission, deadline));
        }

        @Override
        public List<JournalRecord> read(SubmissionKey submission) {
            return good.read(submission);
        }

        @Override
        public Set<SubmissionKey> submissions() {
            return good.submissions();
        }
    }

    /** A lease that does all well, for one thing to be broken. */
    private static class Lease implements JournalLease {

        final JournalLease good;

        Lease(JournalLease good) {
            this.good = good;
        }

        @Override
        public List<JournalRecord> records() {
            return good.records();
        }

        @Override
        public void append(List<JournalRecord> records) {
            good.append(records);
        }

        @Override
        public void replace(List<JournalRecord> records) {
            good.replace(records);
        }

        @Override
        public void close() {
            good.close();
        }
    }

    /** Something that may become of records on their way into the journal. */
    private interface Loss {

        List<JournalRecord> left(List<JournalRecord> records);
    }

    private static SubmissionJournal writing(Loss loss) {
        return new Journal() {
            @Override
            public JournalLease lease(SubmissionKey submission, Deadline deadline) {
                return new Lease(good.lease(submission, deadline)) {
                    @Override
                    public void append(List<JournalRecord> records) {
                        super.append(loss.left(records));
                    }
                };
            }
        };
    }

    private static SubmissionJournal keyedBy(UnaryOperator<SubmissionKey> blurred) {
        return new Journal() {
            @Override
            public JournalLease lease(SubmissionKey submission, Deadline deadline) {
                var soon = deadline.sooner(new Deadline(System.currentTimeMillis() + 100));
                return super.lease(blurred.apply(submission), soon);
            }

            @Override
            public List<JournalRecord> read(SubmissionKey submission) {
                return super.read(blurred.apply(submission));
            }
        };
    }

    static class ForgetsTheKindOfContext extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return keyedBy(key ->
                    new SubmissionKey(key.environment(), new Nip(key.context().value()), key.id()));
        }
    }

    static class ForgetsCapitals extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return keyedBy(key -> new SubmissionKey(
                    key.environment(),
                    key.context(),
                    SubmissionId.of(key.id().value().toLowerCase(Locale.ROOT))));
        }
    }

    static class ForgetsNanoseconds extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return writing(records -> records.stream()
                    .map(record -> new JournalRecord(
                            record.at().truncatedTo(ChronoUnit.MICROS), record.type(), record.values()))
                    .toList());
        }
    }

    static class DropsEmptyValues extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return writing(records -> records.stream()
                    .map(record -> new JournalRecord(
                            record.at(),
                            record.type(),
                            record.values().entrySet().stream()
                                    .filter(value -> !value.getValue().isEmpty())
                                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))))
                    .toList());
        }
    }

    static class DropsTypesItDoesNotKnow extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return writing(records -> records.stream()
                    .filter(record -> !record.type().contains("2035"))
                    .toList());
        }
    }

    static class WritesTheSameOnce extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return writing(records -> records.stream().distinct().toList());
        }
    }

    static class IsBounded extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return writing(records -> records.subList(0, Math.min(records.size(), 1000)));
        }
    }

    static class WritesInFront extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return new Journal() {
                @Override
                public JournalLease lease(SubmissionKey submission, Deadline deadline) {
                    return new Lease(good.lease(submission, deadline)) {
                        @Override
                        public void append(List<JournalRecord> records) {
                            List<JournalRecord> all = new ArrayList<>(records);
                            all.addAll(good.records());
                            good.replace(all);
                        }
                    };
                }
            };
        }
    }

    static class NeverForgets extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return new Journal() {
                @Override
                public JournalLease lease(SubmissionKey submission, Deadline deadline) {
                    return new Lease(good.lease(submission, deadline)) {
                        @Override
                        public void replace(List<JournalRecord> records) {
                            good.replace(records.isEmpty() ? good.records() : records);
                        }
                    };
                }
            };
        }
    }

    static class ListsWhatWasForgotten extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return new Journal() {
                private final Set<SubmissionKey> ever = ConcurrentHashMap.newKeySet();

                @Override
                public Set<SubmissionKey> submissions() {
                    ever.addAll(good.submissions());
                    return Set.copyOf(ever);
                }
            };
        }
    }

    static class SaysNothingOfTheDamaged extends SubmissionJournalContract {

        private final Set<SubmissionKey> damaged = ConcurrentHashMap.newKeySet();

        @Override
        protected SubmissionJournal journal() {
            return new Journal() {
                @Override
                public Set<SubmissionKey> submissions() {
                    Set<SubmissionKey> readable = new HashSet<>(good.submissions());
                    readable.removeAll(damaged);
                    return readable;
                }
            };
        }

        @Override
        protected boolean damage(SubmissionKey submission) {
            return damaged.add(submission);
        }
    }

    static class ReplacesInTwoSteps extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return new Journal() {
                @Override
                public JournalLease lease(SubmissionKey submission, Deadline deadline) {
                    return new Lease(good.lease(submission, deadline)) {
                        @Override
                        public void replace(List<JournalRecord> records) {
                            good.replace(List.of());
                            pause();
                            good.append(records);
                        }
                    };
                }
            };
        }
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static class LetsEverybodyIn extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return new Journal() {
                @Override
                public JournalLease lease(SubmissionKey submission, Deadline deadline) {
                    return new Lease(good.lease(submission, deadline)) {
                        @Override
                        public void append(List<JournalRecord> records) {
                            good.append(records);
                            good.close();
                        }
                    };
                }
            };
        }
    }

    static class OneDoorForAll extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return new Journal() {
                @Override
                public JournalLease lease(SubmissionKey submission, Deadline deadline) {
                    Deadline soon = deadline.sooner(new Deadline(System.currentTimeMillis() + 100));
                    JournalLease door = good.lease(JournalSamples.key("any", new Nip("any"), "any"), soon);
                    JournalLease lease = good.lease(submission, deadline);
                    return new Lease(lease) {
                        @Override
                        public void close() {
                            good.close();
                            door.close();
                        }
                    };
                }
            };
        }
    }

    /** A plain exception of its own, as of a driver. */
    static class FailsInAWayNobodyExpects extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return new Journal() {
                @Override
                public JournalLease lease(SubmissionKey submission, Deadline deadline) {
                    try {
                        return super.lease(submission, deadline);
                    } catch (KsefStorageException atTheDeadline) {
                        throw new IllegalStateException("Lock wait timeout exceeded", atTheDeadline);
                    }
                }
            };
        }
    }

    static class HasNoFence extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return new Journal();
        }

        /** The holder that was taken for dead goes on. */
        @Override
        protected Optional<JournalLease> takenOver(SubmissionJournal journal, SubmissionKey submission) {
            return Optional.of(new Lease(new MemorySubmissionJournal().lease(submission, Deadline.NEVER)) {
                @Override
                public List<JournalRecord> records() {
                    return journal.read(submission);
                }

                @Override
                public void append(List<JournalRecord> records) {}
            });
        }
    }

    static class WritesAfterTheEnd extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return new Journal() {
                @Override
                public JournalLease lease(SubmissionKey submission, Deadline deadline) {
                    var journal = good;
                    return new Lease(journal.lease(submission, deadline)) {
                        @Override
                        public void append(List<JournalRecord> records) {
                            try {
                                good.append(records);
                            } catch (KsefStorageException over) {
                                try (var again = journal.lease(submission, deadline)) {
                                    again.append(records);
                                }
                            }
                        }
                    };
                }
            };
        }
    }

    static class GivesItsOwnList extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return new Journal() {
                private final Map<SubmissionKey, List<JournalRecord>> read = new ConcurrentHashMap<>();

                @Override
                public List<JournalRecord> read(SubmissionKey submission) {
                    return good.read(submission);
                }

                @Override
                public JournalLease lease(SubmissionKey submission, Deadline deadline) {
                    return new Lease(good.lease(submission, deadline)) {
                        @Override
                        public List<JournalRecord> records() {
                            return read.computeIfAbsent(submission, key -> new ArrayList<>(good.records()));
                        }

                        @Override
                        public void append(List<JournalRecord> records) {
                            good.append(records);
                            read.getOrDefault(submission, new ArrayList<>()).addAll(records);
                        }
                    };
                }
            };
        }
    }

    static class LosesAllAtARestart extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return new Journal();
        }

        @Override
        protected Optional<SubmissionJournal> reopened() {
            return Optional.of(new Journal());
        }
    }

    static class ShowsNothing extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return new Journal();
        }
    }

    static class WritesPlainText extends SubmissionJournalContract {

        private final List<String> file = new CopyOnWriteArrayList<>();

        @Override
        protected SubmissionJournal journal() {
            return writing(records -> {
                records.forEach(record -> file.add(String.valueOf(record.values())));
                return records;
            });
        }

        @Override
        protected Optional<List<String>> traces() {
            return Optional.of(file);
        }
    }

    static class ShowsRecords extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return new Journal() {
                @Override
                public String toString() {
                    Set<Object> shown = new HashSet<>();
                    good.submissions().forEach(key -> good.read(key).forEach(record -> shown.add(record.values())));
                    return shown.toString();
                }
            };
        }
    }

    static class QuotesRecords extends SubmissionJournalContract {
        @Override
        protected SubmissionJournal journal() {
            return new Journal();
        }

        @Override
        protected Optional<SubmissionJournal> failing() {
            return Optional.of(writing(records -> {
                throw new KsefStorageException(
                        "Not written",
                        new IllegalStateException(String.valueOf(records.get(0).values())));
            }));
        }
    }
}
