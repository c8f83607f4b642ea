package dev.ksef.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.client.RawClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {

    private static final String CHALLENGE = "POST /auth/challenge";
    private static final String STATUS = "GET /auth/{referenceNumber}";
    private static final int THREADS = 16;

    @ParameterizedTest
    @CsvSource({
        "'',          1 2 3 4 5 6 7 8 9 10",
        "#1,          1",
        "#3,          3",
        "#2-5,        2 3 4 5",
        "#4-4,        4",
        "#every:1,    1 2 3 4 5 6 7 8 9 10",
        "#every:4,    4 8",
        "#0%,         ''",
        "#100%,       1 2 3 4 5 6 7 8 9 10"
    })
    void calls_areChosenByNumber(String calls, String expected) {
        FaultPlan plan = plan(0, CHALLENGE + calls + "=503");

        List<Long> faulty = faulty(plan, CHALLENGE, 10);

        assertThat(faulty.stream().map(String::valueOf).reduce("", (a, b) -> a.isEmpty() ? b : a + " " + b))
                .isEqualTo(expected);
    }

    @Test
    void share_isSettledBySeedOperationAndRule() {
        String rule = "*#5%=503";
        List<Long> once = faulty(plan(7, rule), CHALLENGE, 20_000);

        assertThat(once).as("about 5 %").hasSizeBetween(850, 1150);
        assertThat(faulty(plan(7, rule), CHALLENGE, 20_000)).as("again").isEqualTo(once);
        assertThat(faulty(plan(8, rule), CHALLENGE, 20_000)).as("another seed").isNotEqualTo(once);
        assertThat(faulty(plan(7, rule), STATUS, 20_000))
                .as("another operation")
                .isNotEqualTo(once);
        assertThat(faulty(plan(7, "*#5%=502"), CHALLENGE, 20_000))
                .as("another rule, or two of them would always meet")
                .isNotEqualTo(once);
    }

    @Test
    void share_belowOnePercent_isKept() {
        assertThat(faulty(plan(1, "*#0.5%=503"), CHALLENGE, 20_000)).hasSizeBetween(60, 140);
    }

    @Test
    void rules_countEachOperationByItself() {
        FaultPlan plan = plan(0, "*#2=503");

        assertThat(plan.next(CHALLENGE)).isEmpty();
        assertThat(plan.next(STATUS)).isEmpty();
        assertThat(plan.next(CHALLENGE)).hasSize(1);
        assertThat(plan.next(STATUS)).hasSize(1);
        assertThat(plan.calls()).isEqualTo(Map.of(CHALLENGE, 2L, STATUS, 2L));
    }

    @Test
    void met_countsTheCallsOfEachRule_untilItIsCleared() {
        FaultPlan plan = plan(0, "*#2=503", STATUS + "#1-2=drop-after", CHALLENGE + "#9=empty");
        for (String operation : List.of(CHALLENGE, CHALLENGE, STATUS, STATUS, STATUS)) {
            plan.next(operation);
        }
        assertThat(plan.met()).isEqualTo(Map.of("*#2=503", 2L, STATUS + "#1-2=drop-after", 2L));

        plan.clear();

        assertThat(plan.met()).isEmpty();
    }

    @Test
    void ruleAddedLater_countsFromThePlansStart_untilThatIsCleared() {
        FaultPlan plan = plan(0);
        plan.next(CHALLENGE);
        plan.add(CHALLENGE + "#1=503");
        plan.add(CHALLENGE, AffectedCalls.only(3), Fault.empty());
        assertThat(plan.next(CHALLENGE)).as("the second call").isEmpty();
        assertThat(plan.next(CHALLENGE)).as("the third call").hasSize(1);

        plan.clear();
        assertThat(plan.rules()).isEmpty();
        assertThat(plan.calls()).isEmpty();
        plan.add(CHALLENGE + "#1=503");
        assertThat(plan.next(CHALLENGE)).as("the first again").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "post /auth/challenge=503",
                "POST /v2/auth/challenge=503",
                " POST   /auth/challenge = 503 ",
                "POST /auth/challenge # 3 = 503",
                "POST /auth/challenge#1-9=503"
            })
    void operation_isKnownInOtherSpelling(String rule) {
        assertThat(plan(0, rule).rules().get(0).operation()).isEqualTo(CHALLENGE);
    }

    @Test
    void operation_isKnownWhateverItsVariablesAreCalled() {
        assertThat(plan(0, "GET /auth/{ref}=503").rules().get(0).operation()).isEqualTo(STATUS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /nowhere=503            | No such operation: GET /nowhere",
                "POST=503                    | No such operation: POST",
                "=503                        | No such operation",
                "POST /auth/challenge        | OPERATION[#CALLS]=FAULT",
                "POST /auth/challenge=       | No such fault",
                "POST /auth/challenge=404    | No such fault: 404",
                "POST /auth/challenge=600    | No such fault: 600",
                "POST /auth/challenge=latency:x | No such fault: latency:x",
                "POST /auth/challenge=html:307  | No such fault: html:307",
                "POST /auth/challenge=content-type:x | No such fault",
                "POST /auth/challenge=key-rotation:both | No such fault",
                "POST /auth/challenge=21405  | No such fault: 21405",
                "POST /auth/challenge#=503   | Not calls: #",
                "POST /auth/challenge#x=503  | Not calls: #x",
                "POST /auth/challenge#0=503  | counted from 1",
                "POST /auth/challenge#5-2=503 | ends before it begins",
                "POST /auth/challenge#every:0=503 | counted from 1",
                "POST /auth/challenge#101%=503 | between 0 and 100",
            })
    void rule_thatIsNone_isRefusedWithOneLine(String rule, String message) {
        FaultPlan plan = plan(0);

        assertThatThrownBy(() -> plan.add(rule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .message()
                .doesNotContain("\n");
        assertThat(plan.rules()).isEmpty();
    }

    @Test
    void rulesAddedTogether_areTakenTogetherOrNotAtAll() {
        FaultPlan plan = plan(0);

        assertThatThrownBy(() ->
                        plan.addAll(List.of(FaultRule.parse(CHALLENGE + "=503"), FaultRule.parse("GET /nowhere=503"))))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(plan.rules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /auth/challenge#3=503",
                "*=latency:200",
                "*#2-5=429:30",
                "*#every:20=content-type:text/plain; charset=utf-8",
                "*#0.25%=key-rotation:symmetric"
            })
    void rule_readAndWritten_isTheSame(String rule) {
        assertThat(plan(0, rule).rules()).singleElement().hasToString(rule);
        assertThat(plan(0, plan(0, rule).rules().get(0).toString()).rules())
                .singleElement()
                .hasToString(rule);
    }

    @Test
    void faultsMadeInCode_areWrittenAsOneWouldWriteThem() {
        assertThat(List.of(
                                Fault.latency(Duration.ofMillis(5)),
                                Fault.tooManyRequests(Duration.ofMinutes(1)),
                                Fault.keyRotation(EncryptionKeys.Usage.KSEF_TOKEN),
                                Fault.refusal(21180),
                                Fault.shownStatus(450))
                        .toString())
                .isEqualTo("[latency:5, 429:60, key-rotation:token, 21180, status:450]");
        assertThatThrownBy(() -> Fault.serverError(404)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @Timeout(60)
    void sixteenThreads_areCountedExactly_overHttp() throws Exception {
        int each = 50;
        try (KsefSimulator simulator = KsefSimulator.builder()
                .faults(CHALLENGE + "#every:8=503", CHALLENGE + "#101-150=502")
                .start()) {
            List<Integer> statuses = inParallel(each, new RawClient(simulator.baseUri()));

            long all = (long) THREADS * each;
            assertThat(simulator.faults().calls()).containsEntry(CHALLENGE, all);
            long eighths = all / 8;
            long both = LongStream.rangeClosed(101, 150).filter(n -> n % 8 == 0).count();
            assertThat(statuses.stream().filter(status -> status == 503)).hasSize((int) eighths);
            assertThat(statuses.stream().filter(status -> status == 502)).hasSize((int) (50 - both));
        }
    }

    @Test
    void sixteenThreads_getANumberOfTheirOwnForEachCall() throws Exception {
        int each = 50_000;
        FaultPlan plan = plan(0, CHALLENGE + "#every:2=503");
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Callable<Integer> calling = () -> {
                int faulty = 0;
                for (int call = 0; call < each; call++) {
                    faulty += plan.next(CHALLENGE).size();
                }
                return faulty;
            };
            int faulty = 0;
            for (Future<Integer> done : threads.invokeAll(Collections.nCopies(THREADS, calling))) {
                faulty += done.get();
            }
            assertThat(faulty).isEqualTo(THREADS * each / 2);
            assertThat(plan.calls()).containsEntry(CHALLENGE, (long) THREADS * each);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Timeout(60)
    void planChangedWhileCallsCome_holdsForEachCallAsAWhole() throws Exception {
        try (KsefSimulator simulator = KsefSimulator.start()) {
            FaultPlan plan = simulator.faults();
            Set<Integer> statuses = ConcurrentHashMap.newKeySet();
            RawClient client = new RawClient(simulator.baseUri());
            ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
            try {
                Callable<Void> calling = () -> {
                    do {
                        statuses.add(client.post("/auth/challenge", "").status());
                    } while (statuses.size() < 2);
                    return null;
                };
                Callable<Void> changing = () -> {
                    do {
                        plan.addAll(List.of(FaultRule.parse("*=503"), FaultRule.parse("*=502")));
                        plan.clear();
                    } while (statuses.size() < 2);
                    return null;
                };
                List<Callable<Void>> all = new ArrayList<>(Collections.nCopies(THREADS, calling));
                all.add(changing);
                for (Future<Void> one : threads.invokeAll(all)) {
                    one.get();
                }
            } finally {
                threads.shutdownNow();
            }

            assertThat(statuses).as("both rules or none").containsExactlyInAnyOrder(200, 503);
            plan.clear();
            client.post("/auth/challenge", "");
            assertThat(plan.calls()).as("counted anew").isEqualTo(Map.of(CHALLENGE, 1L));
        }
    }

    private static List<Integer> inParallel(int each, RawClient client) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            Callable<List<Integer>> calling = () -> {
                List<Integer> statuses = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                    statuses.add(client.post("/auth/challenge", "").status());
                }
                return statuses;
            };
            List<Integer> all = new ArrayList<>();
            for (Future<List<Integer>> one : threads.invokeAll(Collections.nCopies(THREADS, calling))) {
                all.addAll(one.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    private static FaultPlan plan(long seed, String... rules) {
        return new FaultPlan(
                new OperationNames(List.of(CHALLENGE, STATUS)),
                seed,
                List.of(rules).stream().map(FaultRule::parse).toList());
    }

    /** The numbers of the calls with which something goes wrong. */
    private static List<Long> faulty(FaultPlan plan, String operation, int calls) {
        List<Long> numbers = new ArrayList<>();
        for (long number = 1; number <= calls; number++) {
            if (!plan.next(operation).isEmpty()) {
                numbers.add(number);
            }
        }
        return numbers;
    }
}
