package dev.ksef.adapter.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.Nip;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.Attempt;
import dev.ksef.port.event.KsefEvent.CallEnded;
import dev.ksef.port.event.KsefEvent.CircuitChanged;
import dev.ksef.port.event.KsefEvent.CircuitChanged.State;
import dev.ksef.port.event.KsefEvent.LetGo;
import dev.ksef.port.event.KsefEvent.PublicKeyChosen;
import dev.ksef.port.event.KsefEvent.Retry;
import dev.ksef.port.event.KsefEvent.Retry.Cause;
import dev.ksef.port.event.KsefEvent.SystemWarning;
import dev.ksef.port.event.KsefEvent.TokenObtained;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.testkit.event.SampleEvents;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KsefMetersTest {

    private static final String SEND = "POST /sessions/online/{referenceNumber}/invoices";
    private static final String TEXT = "text of KSeF's: 5265877635";
    private static final Nip CONTEXT = new Nip("5265877635");

    /** Those that others of the same thing say better: a call that ends, a call that leaves, and how far is no meter. */
    private static final Set<Class<?>> WITHOUT_METER =
            Set.of(KsefEvent.CallBegan.class, KsefEvent.HeldBack.class, KsefEvent.Progress.class);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KsefMeters meters = KsefMeters.of(registry);

    static Stream<KsefEvent> events() {
        return SampleEvents.ofEachKind(TEXT).stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void event_hasItsMeter(KsefEvent event) {
        meters.on(event);
        assertThat(registry.getMeters().isEmpty())
                .as("no meter of " + event)
                .isEqualTo(WITHOUT_METER.contains(event.getClass()));
        assertThat(registry.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getName()).startsWith("ksef."));
    }

    @Test
    void tags_holdNoTaxpayerNumberOrPath() {
        CallCorrelation correlation = new CallCorrelation(12345, CONTEXT, SampleEvents.REFERENCE, "trace-1");
        SampleEvents.ofEachKind("marked").forEach(meters::on);
        meters.on(new Attempt(SEND, correlation, 200, Duration.ZERO, null, null));
        meters.on(new Retry(SEND, correlation, 1, Duration.ZERO, Cause.LIMITED, "secret reason"));
        meters.on(new KsefEvent.UnknownField(SEND, correlation, "/secret/path"));
        meters.on(new KsefEvent.UnknownValue(SEND, correlation, "secret type", "secret value"));
        meters.on(new SystemWarning(SEND, correlation, "W-1", "secret message"));
        assertThat(registry.getMeters())
                .flatExtracting(meter -> meter.getId().getTags())
                .extracting(Tag::getValue)
                .noneMatch(value -> value.contains(CONTEXT.value())
                        || value.contains(SampleEvents.REFERENCE.value())
                        || value.contains("12345")
                        || value.contains("trace")
                        || value.contains("secret"));
    }

    @Test
    void attempts_areTimedByStatusClassAndFailure() {
        meters.on(new Attempt(SEND, CallCorrelation.NONE, 202, Duration.ofMillis(30), null, null));
        meters.on(new Attempt(SEND, CallCorrelation.NONE, 204, Duration.ofMillis(10), null, null));
        meters.on(new Attempt(SEND, CallCorrelation.NONE, 0, Duration.ofSeconds(9), "ConnectException", null));
        var answered = registry.get("ksef.attempts")
                .tags("operation", SEND, "status", "2xx", "failure", "none")
                .timer();
        assertThat(answered.count()).isEqualTo(2);
        assertThat(answered.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(40);
        assertThat(registry.get("ksef.attempts")
                        .tags("status", "none", "failure", "ConnectException")
                        .timer()
                        .totalTime(TimeUnit.SECONDS))
                .isEqualTo(9);
    }

    @Test
    void callsWaitsAndTokens_areTimed() {
        meters.on(new CallEnded(SEND, CallCorrelation.NONE, CallEnded.Outcome.RATE_LIMITED, 2, Duration.ofSeconds(3)));
        meters.on(new LetGo(SEND, CallCorrelation.NONE, RateLimitGroup.INVOICE_SEND, Duration.ofSeconds(2)));
        meters.on(new TokenObtained(CONTEXT, null, true, Duration.ofSeconds(1)));
        meters.on(new TokenObtained(CONTEXT, null, false, Duration.ofSeconds(4)));
        assertThat(seconds("ksef.calls", "operation", SEND, "outcome", "rate_limited"))
                .isEqualTo(3);
        assertThat(seconds("ksef.limiter.wait", "operation", SEND, "group", "invoice_send"))
                .isEqualTo(2);
        assertThat(seconds("ksef.tokens", "how", "refreshed")).isEqualTo(1);
        assertThat(seconds("ksef.tokens", "how", "signed_in")).isEqualTo(4);
    }

    @Test
    void reasonsOfRepetitions_areKinds() {
        for (Cause cause : Cause.values()) {
            meters.on(new Retry(SEND, CallCorrelation.NONE, 1, Duration.ZERO, cause, "words of " + cause));
        }
        assertThat(tagValues("ksef.retries", "reason"))
                .containsExactlyInAnyOrder("limited", "unavailable", "not_sent", "dropped", "unserved_link");
    }

    @Test
    void circuit_isOneInTheStateItIsIn() {
        meters.on(new CircuitChanged("production", State.OPEN));
        assertThat(circuit("open")).isEqualTo(1);
        assertThat(circuit("closed")).isZero();
        meters.on(new CircuitChanged("production", State.HALF_OPEN));
        assertThat(circuit("open")).isZero();
        assertThat(circuit("half_open")).isEqualTo(1);
        meters.on(new CircuitChanged("test", State.CLOSED));
        assertThat(circuit("half_open"))
                .as("the circuit of another environment")
                .isEqualTo(1);
    }

    @Test
    void timeWithoutTheLedgerOfCalls_isCounted_andTimedAtItsEnd() {
        meters.on(new KsefEvent.LimitsAlone(3, "gone"));
        assertThat(registry.get("ksef.limiter.alone").counter().count()).isEqualTo(1);
        assertThat(registry.find("ksef.limiter.alone.time").timer()).isNull();
        meters.on(new KsefEvent.LimitsShared(Duration.ofSeconds(7)));
        assertThat(seconds("ksef.limiter.alone.time")).isEqualTo(7);
    }

    @Test
    void firstKey_isNoRotation() {
        meters.on(new PublicKeyChosen(Usage.SYMMETRIC_KEY_ENCRYPTION, null, new PublicKeyId("a")));
        assertThat(registry.find("ksef.key.rotations").counter()).isNull();
        meters.on(new PublicKeyChosen(Usage.SYMMETRIC_KEY_ENCRYPTION, new PublicKeyId("a"), new PublicKeyId("b")));
        assertThat(registry.get("ksef.key.rotations").counter().count()).isEqualTo(1);
    }

    @Test
    void codesWithoutEnd_areCountedTogetherFromTheHundredthOn() {
        IntStream.range(0, 8_000)
                .parallel()
                .forEach(i -> meters.on(new SystemWarning(SEND, CallCorrelation.NONE, "W-" + i % 1_000, "m")));
        assertThat(tagValues("ksef.warnings", "code")).hasSize(101).contains("other");
        assertThat(registry.get("ksef.warnings").counters())
                .extracting(counter -> counter.count())
                .satisfies(counts -> assertThat(
                                counts.stream().mapToDouble(Double::doubleValue).sum())
                        .as("none is lost")
                        .isEqualTo(8_000));
    }

    @Test
    void otherTextsWithoutEnd_endToo_whateverMeterTheyAreATagOf() {
        for (int i = 0; i < 1_000; i++) {
            String text = "x-" + i;
            meters.on(new Attempt(text, CallCorrelation.NONE, 0, Duration.ZERO, text, null));
            meters.on(new KsefEvent.Blocked(text, CallCorrelation.NONE, null));
            meters.on(new KsefEvent.UnknownField(text, CallCorrelation.NONE, "/a"));
            meters.on(new KsefEvent.UnknownValue(text, CallCorrelation.NONE, "Kind", "b"));
            meters.on(new KsefEvent.UnreadableValue(text, CallCorrelation.NONE, "/a", "Kind"));
            meters.on(new CircuitChanged(text, State.OPEN));
        }
        for (String meter : List.of("ksef.attempts", "ksef.blocks", "ksef.answers.odd")) {
            assertThat(tagValues(meter, "operation")).as(meter).hasSizeLessThanOrEqualTo(301);
        }
        assertThat(tagValues("ksef.attempts", "failure")).hasSizeLessThanOrEqualTo(101);
        assertThat(tagValues("ksef.circuit", "environment")).hasSizeLessThanOrEqualTo(21);
    }

    @Test
    void codeOfExcessiveLength_orWithout_isNoValueOfItsOwn() {
        meters.on(new SystemWarning(SEND, CallCorrelation.NONE, "x".repeat(5_000), "m"));
        meters.on(new SystemWarning(SEND, CallCorrelation.NONE, "", "m"));
        assertThat(tagValues("ksef.warnings", "code")).containsExactlyInAnyOrder("other", "none");
    }

    private double seconds(String name, String... tags) {
        return registry.get(name).tags(tags).timer().totalTime(TimeUnit.SECONDS);
    }

    private double circuit(String state) {
        return registry.get("ksef.circuit")
                .tags("environment", "production", "state", state)
                .gauge()
                .value();
    }

    private List<String> tagValues(String name, String tag) {
        return registry.get(name).meters().stream()
                .map(Meter::getId)
                .map(id -> id.getTag(tag))
                .distinct()
                .toList();
    }
}
