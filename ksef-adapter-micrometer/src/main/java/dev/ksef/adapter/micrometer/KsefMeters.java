package dev.ksef.adapter.micrometer;

import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Counts and times what happens inside the SDK: meters named {@code ksef.*}, listed in the guide.
 *
 * <p>No tag holds a taxpayer, a number, a path or a text of KSeF. The number of different warning codes and operation names
 * is limited; further ones become {@code other}.
 *
 * <p><b>Lifecycle:</b> one for each registry; all clients of an application can share it. It needs no closing.
 */
public final class KsefMeters implements KsefListener {

    private static final int STATUS_CLASS = 100;

    private final MeterRegistry registry;
    private final CircuitGauges circuits;
    private final BoundedTagValues operations = new BoundedTagValues(300);
    private final BoundedTagValues failures = new BoundedTagValues(100);
    private final BoundedTagValues codes = new BoundedTagValues(100);

    private KsefMeters(MeterRegistry registry) {
        this.registry = registry;
        this.circuits = new CircuitGauges(registry);
    }

    /** Creates the meters in a registry. */
    public static KsefMeters of(MeterRegistry registry) {
        return new KsefMeters(registry);
    }

    @Override
    public void onAttempt(KsefEvent.Attempt event) {
        time(
                "ksef.attempts",
                event.duration(),
                "operation",
                operations.tag(event.operation()),
                "status",
                event.status() == 0 ? "none" : event.status() / STATUS_CLASS + "xx",
                "failure",
                failures.tag(event.failure()));
    }

    @Override
    public void onCallEnded(KsefEvent.CallEnded event) {
        time(
                "ksef.calls",
                event.duration(),
                "operation",
                operations.tag(event.operation()),
                "outcome",
                TagValues.of(event.outcome()));
    }

    @Override
    public void onRetry(KsefEvent.Retry event) {
        count("ksef.retries", "operation", operations.tag(event.operation()), "reason", TagValues.of(event.cause()));
    }

    @Override
    public void onLetGo(KsefEvent.LetGo event) {
        time(
                "ksef.limiter.wait",
                event.waited(),
                "operation",
                operations.tag(event.operation()),
                "group",
                TagValues.of(event.group()));
    }

    @Override
    public void onBlocked(KsefEvent.Blocked event) {
        count("ksef.blocks", "operation", operations.tag(event.operation()));
    }

    @Override
    public void onLimitsAlone(KsefEvent.LimitsAlone event) {
        count("ksef.limiter.alone");
    }

    @Override
    public void onLimitsShared(KsefEvent.LimitsShared event) {
        time("ksef.limiter.alone.time", event.alone());
    }

    @Override
    public void onCircuitChanged(KsefEvent.CircuitChanged event) {
        circuits.changed(event);
    }

    @Override
    public void onWaiting(KsefEvent.Waiting event) {
        time("ksef.polling.wait", event.delay());
    }

    @Override
    public void onReconciling(KsefEvent.Reconciling event) {
        count("ksef.reconciliations", "step", TagValues.of(event.step()));
    }

    @Override
    public void onRolledOver(KsefEvent.RolledOver event) {
        count("ksef.rollovers", "reason", TagValues.of(event.reason()));
    }

    @Override
    public void onMadeOffline(KsefEvent.MadeOffline event) {
        count("ksef.invoices.made.offline");
    }

    @Override
    public void onInvoiceWarning(KsefEvent.InvoiceWarning event) {
        count("ksef.invoices.warnings", "rule", TagValues.of(event.finding().rule()));
    }

    @Override
    public void onSystemWarning(KsefEvent.SystemWarning event) {
        count("ksef.warnings", "code", codes.tag(event.code()));
    }

    @Override
    public void onUnknownField(KsefEvent.UnknownField event) {
        unread("unknown_field", event.operation());
    }

    @Override
    public void onUnknownValue(KsefEvent.UnknownValue event) {
        unread("unknown_value", event.operation());
    }

    @Override
    public void onUnreadableValue(KsefEvent.UnreadableValue event) {
        unread("unreadable_value", event.operation());
    }

    @Override
    public void onTokenObtained(KsefEvent.TokenObtained event) {
        time("ksef.tokens", event.duration(), "how", event.refreshed() ? "refreshed" : "signed_in");
    }

    @Override
    public void onClockJumped(KsefEvent.ClockJumped event) {
        count("ksef.clock.jumps", "direction", event.by().isNegative() ? "back" : "ahead");
    }

    @Override
    public void onTokenTrouble(KsefEvent.TokenTrouble event) {
        count("ksef.token.trouble", "step", TagValues.of(event.step()));
    }

    /** The first key of a client does not count as a rotation. */
    @Override
    public void onPublicKeyChosen(KsefEvent.PublicKeyChosen event) {
        if (event.before() != null) {
            count("ksef.key.rotations", "usage", TagValues.of(event.usage()));
        }
    }

    @Override
    public void onPublicKeyRefused(KsefEvent.PublicKeyRefused event) {
        count("ksef.key.refused");
    }

    @Override
    public void onPublicKeyKept(KsefEvent.PublicKeyKept event) {
        count("ksef.key.kept", "usage", TagValues.of(event.usage()));
    }

    @Override
    public void onTrialSignInLeft(KsefEvent.TrialSignInLeft event) {
        count("ksef.left.behind", "what", "sign_in");
    }

    @Override
    public void onSessionLeftOpen(KsefEvent.SessionLeftOpen event) {
        count("ksef.left.behind", "what", "session");
    }

    @Override
    public void onWrongHashAccepted(KsefEvent.WrongHashAccepted event) {
        count("ksef.exports.wrong.hash");
    }

    @Override
    public void onExportRepeated(KsefEvent.ExportRepeated event) {
        count("ksef.exports.repeated", "reason", TagValues.of(event.reason()));
    }

    @Override
    public void onInvoicesSynchronized(KsefEvent.InvoicesSynchronized event) {
        Counter.builder("ksef.invoices.synchronized")
                .tag("subject", TagValues.of(event.subjectType()))
                .register(registry)
                .increment(event.handedOut());
    }

    @Override
    public void onKeyNotKept(KsefEvent.KeyNotKept event) {
        count("ksef.key.not.kept");
    }

    @Override
    public void onKeyNotForgotten(KsefEvent.KeyNotForgotten event) {
        count("ksef.left.behind", "what", "content_key");
    }

    @Override
    public void onSubmissionUnreadable(KsefEvent.SubmissionUnreadable event) {
        count("ksef.journal.unreadable");
    }

    private void unread(String kind, String operation) {
        count("ksef.answers.odd", "operation", operations.tag(operation), "kind", kind);
    }

    private void time(String name, Duration duration, String... tags) {
        Timer.builder(name).tags(tags).register(registry).record(duration);
    }

    private void count(String name, String... tags) {
        Counter.builder(name).tags(tags).register(registry).increment();
    }
}
