package dev.ksef;

import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.CallEnded.Outcome;
import dev.ksef.port.event.KsefEvent.CircuitChanged.State;
import dev.ksef.port.event.KsefEvent.Reconciling.Step;
import dev.ksef.port.event.KsefListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes events to the log named {@code dev.ksef}, one line each: {@code call-ended operation="GET /sessions/{referenceNumber}"
 * outcome=REFUSED ... call=7 ref=... trace=...}. Success has the level {@code DEBUG}, refusals and repaired failures {@code
 * INFO}, problems that somebody should look at {@code WARNING}, and also calls that KSeF's limits hold back for 10 s or longer. A
 * client without a listener has one of these at {@code WARNING}.
 *
 * <p><b>Secrets:</b> the log contains no bodies and no headers. Possible tokens, signed links and keys are removed from KSeF's
 * texts, which are cut to 300 characters and kept on one line. NIPs and other contexts are shown by their last four characters,
 * unless {@link #withFullContexts()} was called.
 */
public final class KsefLogging implements KsefListener {

    private static final String NAME = "dev.ksef";
    private static final int CLIENT_ERROR = 400;
    /** Shorter waits are usual: KSeF counts in every second and minute, too. */
    private static final Duration LONG_WAIT = Duration.ofSeconds(10);

    private final Logger logger;
    private final Level least;
    private final boolean fullContexts;

    private KsefLogging(Logger logger, Level least, boolean fullContexts) {
        this.logger = logger;
        this.least = least;
        this.fullContexts = fullContexts;
    }

    /**
     * Returns a listener that logs through {@link System.Logger}: java.util.logging, or the library that the application binds
     * to it.
     */
    public static KsefLogging toSystemLogger() {
        return to(System.getLogger(NAME));
    }

    /** Returns a listener that logs through the given logger. */
    public static KsefLogging to(Logger logger) {
        return new KsefLogging(logger, Level.TRACE, false);
    }

    /** Returns a copy that logs only lines of this level or a higher one, whatever the logger would let through. */
    public KsefLogging atLeast(Level level) {
        return new KsefLogging(logger, Objects.requireNonNull(level, "level"), fullContexts);
    }

    /** Returns a copy that shows NIPs and other contexts in full. */
    public KsefLogging withFullContexts() {
        return new KsefLogging(logger, least, true);
    }

    @Override
    public void onAttempt(KsefEvent.Attempt event) {
        boolean good = event.status() > 0 && event.status() < CLIENT_ERROR;
        log(
                good ? Level.DEBUG : Level.INFO,
                "attempt",
                line -> line.withPath("operation", event.operation())
                        .with("status", event.status())
                        .with("duration", event.duration())
                        .withText("failure", event.failure())
                        .with(event.correlation()));
    }

    @Override
    public void onCallBegan(KsefEvent.CallBegan event) {
        log(
                Level.TRACE,
                "call-began",
                line -> line.withPath("operation", event.operation()).with(event.correlation()));
    }

    @Override
    public void onCallEnded(KsefEvent.CallEnded event) {
        log(
                level(event.outcome()),
                "call-ended",
                line -> line.withPath("operation", event.operation())
                        .with("outcome", event.outcome())
                        .with("attempts", event.attempts())
                        .with("duration", event.duration())
                        .with(event.correlation()));
    }

    private static Level level(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> Level.DEBUG;
            case REFUSED -> Level.INFO;
            case RATE_LIMITED, SERVER_ERROR, UNANSWERED, CIRCUIT_OPEN, GIVEN_UP -> Level.WARNING;
        };
    }

    @Override
    public void onRetry(KsefEvent.Retry event) {
        log(
                Level.INFO,
                "retry",
                line -> line.withPath("operation", event.operation())
                        .with("attempt", event.attempt())
                        .with("delay", event.delay())
                        .with("cause", event.cause())
                        .withText("reason", event.reason())
                        .with(event.correlation()));
    }

    @Override
    public void onHeldBack(KsefEvent.HeldBack event) {
        boolean isLong = event.expected().compareTo(LONG_WAIT) >= 0;
        log(
                isLong ? Level.WARNING : Level.DEBUG,
                "held-back",
                line -> line.withPath("operation", event.operation())
                        .with("group", event.group())
                        .with("expected", event.expected())
                        .with("until", event.until().truncatedTo(ChronoUnit.SECONDS))
                        .with(event.correlation()));
    }

    @Override
    public void onLetGo(KsefEvent.LetGo event) {
        log(
                Level.DEBUG,
                "let-go",
                line -> line.withPath("operation", event.operation())
                        .with("group", event.group())
                        .with("waited", event.waited())
                        .with(event.correlation()));
    }

    @Override
    public void onBlocked(KsefEvent.Blocked event) {
        log(
                Level.WARNING,
                "blocked",
                line -> line.withPath("operation", event.operation())
                        .with("retryAfter", event.retryAfter())
                        .with(event.correlation()));
    }

    @Override
    public void onLimitsAlone(KsefEvent.LimitsAlone event) {
        log(
                Level.WARNING,
                "limits-alone",
                line -> line.with("nodes", event.nodes()).withText("failure", event.failure()));
    }

    @Override
    public void onLimitsShared(KsefEvent.LimitsShared event) {
        log(Level.INFO, "limits-shared", line -> line.with("alone", event.alone()));
    }

    @Override
    public void onCircuitChanged(KsefEvent.CircuitChanged event) {
        log(
                event.state() == State.OPEN ? Level.WARNING : Level.INFO,
                "circuit",
                line -> line.withText("environment", event.environment()).with("state", event.state()));
    }

    @Override
    public void onProgress(KsefEvent.Progress event) {
        log(
                Level.DEBUG,
                "progress",
                line -> volume(
                                event.volume(),
                                line.withText("what", event.what())
                                        .with("done", event.done())
                                        .with("failed", event.failed())
                                        .with("total", event.total()))
                        .with("ref", event.referenceNumber()));
    }

    private static LogLine volume(KsefEvent.Progress.@Nullable Volume volume, LogLine line) {
        return volume == null
                ? line
                : line.with("bytes", volume.doneBytes())
                        .with("totalBytes", volume.totalBytes())
                        .with("bytesPerSecond", volume.bytesPerSecond() == 0 ? null : volume.bytesPerSecond())
                        .with("rest", volume.rest());
    }

    @Override
    public void onWaiting(KsefEvent.Waiting event) {
        log(
                Level.DEBUG,
                "waiting",
                line -> line.withText("what", event.what())
                        .with("delay", event.delay())
                        .with("ref", event.referenceNumber()));
    }

    @Override
    public void onReconciling(KsefEvent.Reconciling event) {
        log(
                level(event.step()),
                "reconciling",
                line -> line.withText("what", event.what())
                        .with("step", event.step())
                        .with("ref", event.session()));
    }

    private static Level level(Step step) {
        return switch (step) {
            case LOOKING, FOUND, REPEATED -> Level.INFO;
            case UNCLAIMED, BLIND, GIVEN_UP -> Level.WARNING;
        };
    }

    @Override
    public void onRolledOver(KsefEvent.RolledOver event) {
        log(
                Level.INFO,
                "rolled-over",
                line -> line.with("reason", event.reason())
                        .with("from", event.from())
                        .with("ref", event.to()));
    }

    @Override
    public void onSessionLeftOpen(KsefEvent.SessionLeftOpen event) {
        log(
                Level.WARNING,
                "session-left-open",
                line -> line.withText("failure", event.failure()).with("ref", event.session()));
    }

    /** Without its KSeF number, which begins with a NIP. */
    @Override
    public void onMadeOffline(KsefEvent.MadeOffline event) {
        log(
                Level.WARNING,
                "made-offline",
                line -> line.with("session", event.session()).with("ref", event.invoice()));
    }

    @Override
    public void onSystemWarning(KsefEvent.SystemWarning event) {
        log(
                Level.WARNING,
                "system-warning",
                line -> line.withPath("operation", event.operation())
                        .withText("code", event.code())
                        .withText("message", event.message())
                        .with(event.correlation()));
    }

    @Override
    public void onUnknownField(KsefEvent.UnknownField event) {
        log(
                Level.DEBUG,
                "unknown-field",
                line -> line.withPath("operation", event.operation())
                        .withPath("path", event.path())
                        .with(event.correlation()));
    }

    @Override
    public void onUnknownValue(KsefEvent.UnknownValue event) {
        log(
                Level.DEBUG,
                "unknown-value",
                line -> line.withPath("operation", event.operation())
                        .withText("type", event.type())
                        .withText("value", event.value())
                        .with(event.correlation()));
    }

    @Override
    public void onUnreadableValue(KsefEvent.UnreadableValue event) {
        log(
                Level.INFO,
                "unreadable-value",
                line -> line.withPath("operation", event.operation())
                        .withPath("path", event.path())
                        .withText("expected", event.expected())
                        .with(event.correlation()));
    }

    @Override
    public void onTokenObtained(KsefEvent.TokenObtained event) {
        log(
                Level.INFO,
                "token-obtained",
                line -> line.with("how", event.refreshed() ? "REFRESHED" : "SIGNED_IN")
                        .with("duration", event.duration())
                        .with("context", event.context())
                        .with("ref", event.signIn()));
    }

    @Override
    public void onPublicKeyChosen(KsefEvent.PublicKeyChosen event) {
        log(
                Level.INFO,
                "public-key-chosen",
                line -> line.with("usage", event.usage())
                        .with("key", event.publicKeyId())
                        .with("before", event.before()));
    }

    @Override
    public void onTrialSignInLeft(KsefEvent.TrialSignInLeft event) {
        log(Level.WARNING, "trial-sign-in-left", line -> line.with("ref", event.signIn()));
    }

    @Override
    public void onWrongHashAccepted(KsefEvent.WrongHashAccepted event) {
        log(
                Level.WARNING,
                "wrong-hash-accepted",
                line -> line.with("ref", event.export())
                        .with("part", event.part())
                        .withText("differs", event.differences()));
    }

    @Override
    public void onExportRepeated(KsefEvent.ExportRepeated event) {
        log(
                Level.WARNING,
                "export-repeated",
                line -> line.with("ref", event.lost()).with("reason", event.reason()));
    }

    @Override
    public void onInvoicesSynchronized(KsefEvent.InvoicesSynchronized event) {
        log(
                Level.INFO,
                "invoices-synchronized",
                line -> line.with("context", event.context())
                        .with("subject", event.subjectType())
                        .with("invoices", event.handedOut())
                        .with("mark", event.mark()));
    }

    @Override
    public void onKeyNotKept(KsefEvent.KeyNotKept event) {
        log(Level.WARNING, "key-not-kept", line -> line.with("ref", event.localId()));
    }

    @Override
    public void onKeyNotForgotten(KsefEvent.KeyNotForgotten event) {
        log(Level.WARNING, "key-not-forgotten", line -> line.with("ref", event.session()));
    }

    @Override
    public void onSubmissionUnreadable(KsefEvent.SubmissionUnreadable event) {
        log(Level.WARNING, "submission-unreadable", line -> line.withText("failure", event.failure()));
    }

    @Override
    public void onPublicKeyRefused(KsefEvent.PublicKeyRefused event) {
        log(
                Level.WARNING,
                "public-key-refused",
                line -> line.with("key", event.publicKeyId()).withText("reason", event.reason()));
    }

    @Override
    public void onPublicKeyKept(KsefEvent.PublicKeyKept event) {
        log(
                Level.WARNING,
                "public-key-kept",
                line -> line.with("usage", event.usage())
                        .with("key", event.publicKeyId())
                        .withText("failure", event.failure()));
    }

    @Override
    public void onInvoiceWarning(KsefEvent.InvoiceWarning event) {
        InvoiceFinding finding = event.finding();
        log(
                Level.WARNING,
                "invoice-warning",
                line -> line.with("rule", finding.rule())
                        .with("line", finding.line())
                        .with("column", finding.column())
                        .withText("message", finding.message()));
    }

    @Override
    public void onClockJumped(KsefEvent.ClockJumped event) {
        log(Level.WARNING, "clock-jumped", line -> line.with("by", event.by()));
    }

    @Override
    public void onTokenTrouble(KsefEvent.TokenTrouble event) {
        log(
                Level.WARNING,
                "token-trouble",
                line -> line.with("step", event.step())
                        .withText("failure", event.failure())
                        .with("duration", event.duration())
                        .with("context", event.context()));
    }

    /** Builds a line only if its level is logged. */
    private void log(Level level, String what, UnaryOperator<LogLine> values) {
        if (level.getSeverity() >= least.getSeverity()) {
            logger.log(
                    level, () -> values.apply(new LogLine(what, fullContexts)).toString());
        }
    }
}
