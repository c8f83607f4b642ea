package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.Attempt;
import dev.ksef.port.event.KsefEvent.CallEnded;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import dev.ksef.port.event.KsefEvent.SystemWarning;
import dev.ksef.port.event.KsefEvent.TokenObtained;
import dev.ksef.port.event.KsefEvent.UnknownValue;
import dev.ksef.port.operation.RateLimitGroup;
import dev.ksef.testkit.event.SampleEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Through java.util.logging, which the JDK binds its {@code System.Logger} to. */
class KsefLoggingTest {

    private static final String STATUS = "GET /sessions/{referenceNumber}";
    private static final Nip CONTEXT = new Nip("5265877635");

    private final RecordedLog log = RecordedLog.begin();
    private final KsefLogging logging = KsefLogging.toSystemLogger();

    @AfterEach
    void leaveTheLogAsItWas() {
        log.close();
    }

    static Stream<KsefEvent> events() {
        return SampleEvents.ofEachKind("some text").stream();
    }

    static Stream<KsefEvent> hostileEvents() {
        return SampleEvents.ofEachKind("x\r\n2026-09-01 WARNING forged\u2028line\u001b[31m\u202e" + "z".repeat(5_000))
                .stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void event_isOneLine_thatBeginsWithItsName(KsefEvent event) {
        logging.on(event);
        assertThat(log.records()).hasSize(1);
        assertThat(line()).matches("[a-z]+(-[a-z]+)*( [a-zA-Z]+=(\"[^\"]*\"|[^ \"]+))+");
    }

    @Test
    void progress_tellsBytesRateAndRest_whereTheyAreKnown() {
        logging.on(new KsefEvent.Progress(
                "Package", null, 7, 0, 28, new KsefEvent.Progress.Volume(500, 2_000, 250, Duration.ofSeconds(6))));
        logging.on(new KsefEvent.Progress("Package", null, 1, 0, 28, new KsefEvent.Progress.Volume(9, 2_000, 0, null)));
        logging.on(new KsefEvent.Progress("Checking", null, 7, 0, 28));
        assertThat(log.records())
                .extracting(LogRecord::getMessage)
                .containsExactly(
                        "progress what=Package done=7 failed=0 total=28 bytes=500 totalBytes=2000 bytesPerSecond=250"
                                + " rest=6000ms",
                        "progress what=Package done=1 failed=0 total=28 bytes=9 totalBytes=2000",
                        "progress what=Checking done=7 failed=0 total=28");
    }

    @ParameterizedTest
    @MethodSource("hostileEvents")
    void textOfOthers_forgesNoLine_andHasAnEnd(KsefEvent event) {
        logging.on(event);
        assertThat(line().codePoints()
                        .noneMatch(letter -> Character.isISOControl(letter)
                                || letter == 0x2028
                                || Character.getType(letter) == Character.FORMAT))
                .as(line())
                .isTrue();
        assertThat(line()).doesNotContain("z".repeat(301)).hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiI1MjY1ODc3NjM1In0.c2lnbmF0dXJl",
                "Bearer 0123456789abcdef",
                "20250514-EC-2A7A20F000-9D5D8C2A8B-4F|nip-5265877635|0123456789abcdef0123456789abcdef",
                "https://ksef.blob.core.windows.net/x?sig=c2lnbmF0dXJl&se=2026",
                "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj"
            })
    void secretInTextOfOthers_isLeftOut(String secret) {
        for (KsefEvent event : SampleEvents.ofEachKind("before " + secret + " after")) {
            logging.on(event);
        }
        String secretPart = secret.substring(secret.length() - 12);
        assertThat(log.records())
                .hasSizeGreaterThan(20)
                .extracting(LogRecord::getMessage)
                .noneMatch(line -> line.contains(secretPart));
        assertThat(log.records()).extracting(LogRecord::getMessage).anyMatch(line -> line.contains("before"));
    }

    @Test
    void numbersThatPeopleSearchFor_areNoSecrets() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        logging.on(new CallEnded(
                STATUS,
                new CallCorrelation(7, CONTEXT, SampleEvents.REFERENCE, trace),
                Outcome.SUCCEEDED,
                2,
                Duration.ofMillis(1_234)));
        assertThat(line())
                .isEqualTo("call-ended operation=\"GET /sessions/{referenceNumber}\" outcome=SUCCEEDED attempts=2"
                        + " duration=1234ms call=7 context=Nip:*7635 ref=" + SampleEvents.REFERENCE + " trace="
                        + trace);
    }

    @Test
    void attempt_tellsItsStatusOrWhyThereIsNone() {
        logging.on(new Attempt(STATUS, CallCorrelation.NONE, 200, Duration.ofMillis(12), null, null));
        assertThat(line()).isEqualTo("attempt operation=\"GET /sessions/{referenceNumber}\" status=200 duration=12ms");
        log.clear();
        logging.on(new Attempt(STATUS, CallCorrelation.NONE, 0, Duration.ofMillis(12), "ConnectException", null));
        assertThat(line()).endsWith("status=0 duration=12ms failure=ConnectException");
    }

    @Test
    void longWait_isAWarningWithItsEnd_andAShortOneIsNot() {
        logging.on(heldBack(Duration.ofMillis(9_999)));
        logging.on(heldBack(Duration.ofSeconds(10)));
        assertThat(log.records()).extracting(LogRecord::getLevel).containsExactly(Level.FINE, Level.WARNING);
        assertThat(log.records().get(1).getMessage()).contains("expected=10000ms until=2026-11-02T10:00:10Z");
    }

    private static KsefEvent heldBack(Duration expected) {
        return new KsefEvent.HeldBack(
                "POST /x",
                CallCorrelation.NONE,
                RateLimitGroup.INVOICE_SEND,
                expected,
                Instant.parse("2026-11-02T10:00:00.9Z").plus(expected));
    }

    @Test
    void linesBelowTheLeastLevel_areNotLogged() {
        KsefLogging warnings = logging.atLeast(System.Logger.Level.WARNING);
        warnings.on(ended(Outcome.REFUSED));
        warnings.withFullContexts().on(ended(Outcome.REFUSED));
        warnings.on(ended(Outcome.UNANSWERED));
        assertThat(log.records()).extracting(LogRecord::getLevel).containsExactly(Level.WARNING);
    }

    @Test
    void levels_followWhatBecameOfTheCall() {
        logging.on(ended(Outcome.SUCCEEDED));
        logging.on(ended(Outcome.REFUSED));
        logging.on(ended(Outcome.UNANSWERED));
        logging.on(new KsefEvent.CircuitChanged("test", KsefEvent.CircuitChanged.State.OPEN));
        logging.on(new KsefEvent.CircuitChanged("test", KsefEvent.CircuitChanged.State.CLOSED));
        logging.on(new KsefEvent.LimitsAlone(3, "gone"));
        logging.on(new KsefEvent.LimitsShared(Duration.ofSeconds(7)));
        assertThat(log.records())
                .extracting(LogRecord::getLevel)
                .containsExactly(
                        Level.FINE, Level.INFO, Level.WARNING, Level.WARNING, Level.INFO, Level.WARNING, Level.INFO);
    }

    @Test
    void contexts_areShownByTheirEnd_unlessAskedFor() {
        for (KsefEvent event : SampleEvents.ofEachKind("text")) {
            logging.on(event);
        }
        assertThat(log.records()).extracting(LogRecord::getMessage).noneMatch(line -> line.contains(CONTEXT.value()));
        log.clear();
        logging.on(new TokenObtained(new InternalId("5265877635-12345"), null, false, Duration.ZERO));
        assertThat(line()).contains("context=InternalId:*2345");
        log.clear();
        logging.withFullContexts().on(new TokenObtained(CONTEXT, null, true, Duration.ZERO));
        assertThat(line()).contains("context=Nip:5265877635");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5265877635",
                "Invoice 5265877635-20260901-0A0B0C0D0E0F-12",
                "unit 5265877635-12345 of",
                "PL5265877635",
                "VATPL-5265877635"
            })
    void nipInText_isShownByItsEnd(String text) {
        logging.on(new KsefEvent.Waiting(text, SampleEvents.REFERENCE, Duration.ZERO));
        assertThat(line()).doesNotContain("526587").contains("*7635").contains("ref=" + SampleEvents.REFERENCE);
        log.clear();
        logging.withFullContexts().on(new KsefEvent.Waiting(text, null, Duration.ZERO));
        assertThat(line()).contains(text);
    }

    @Test
    void quotes_doNotEndAValue() {
        logging.on(new UnknownValue(STATUS, CallCorrelation.NONE, "Usage", "a\" outcome=\"SUCCEEDED"));
        assertThat(line()).endsWith("value=\"a' outcome='SUCCEEDED\"");
    }

    @Test
    void pathOfAField_isNoBase64() {
        logging.on(new KsefEvent.UnknownField(
                STATUS, CallCorrelation.NONE, "/invoices/0/someElementOfTheAnswer/anotherOfItsElements/name"));
        assertThat(line()).contains("path=/invoices/0/someElementOfTheAnswer/anotherOfItsElements/name");
    }

    @Test
    void levelThatIsOff_isNotWritten() {
        log.level(Level.WARNING);
        logging.on(ended(Outcome.SUCCEEDED));
        assertThat(log.records()).isEmpty();
        logging.on(new SystemWarning(STATUS, CallCorrelation.NONE, "c", "m"));
        assertThat(log.records()).hasSize(1);
    }

    private static CallEnded ended(Outcome outcome) {
        return new CallEnded(STATUS, CallCorrelation.NONE, outcome, 1, Duration.ZERO);
    }

    private String line() {
        assertThat(log.records()).hasSize(1);
        return log.records().get(0).getMessage();
    }
}
