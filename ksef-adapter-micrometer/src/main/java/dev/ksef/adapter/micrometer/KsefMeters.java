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
 * <p>No tag holds a taxpayer, a number, a path or text of KSeF's; of warning codes and names of operations, which others
 * choose, so many are told apart and the rest is {@code other}.
 *
 * <p><b>Lifecycle:</b> one for each registry; all clients of an application can share it. It needs no closing.
 */
public final class KsefMeters implements KsefListener {

    private static final int STATUS_CLASS = 100;

    private final MeterRegistry registry;
    private final CircuitGauges circuits;
    private final Bounded operations = new Bounded(300);
    private final Bounded failures = new Bounded(100);
    private final Bounded codes = new Bounded(100);

    private KsefMeters(MeterRegistry registry) {
        this.registry = registry;
        this.circuits = new CircuitGauges(registry);
    }

    /** Meters in that registry. */
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
                Tags.value(event.outcome()));
    }

    @Override
    public void onRetry(KsefEvent.Retry event) {
        count("ksef.retries", "operation", operations.tag(event.operation()), "reason", Tags.value(event.cause()));
    }

    @Override
    public void onLetGo(KsefEvent.LetGo event) {
        time(
                "ksef.limiter.wait",
                event.waited(),
                "operation",
                operations.tag(event.operation()),
                "group",
                Tags.value(event.group()));
    }

    @Override
    public void onBlocked(KsefEvent.Blocked event) {
        count("ksef.blocks", "operation", operations.tag(event.operation()));
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
        count("ksef.reconciliations", "step", Tags.value(event.step()));
    }

    @Override
    public void onRolledOver(KsefEvent.RolledOver event) {
        count("ksef.rollovers", "reason", Tags.value(event.reason()));
    }

    @Override
    public void onMadeOffline(KsefEvent.MadeOffline event) {
        count("ksef.invoices.made.offline");
    }

    @Override
    public void onInvoiceWarning(KsefEvent.InvoiceWarning event) {
        count("ksef.invoices.warnings", "rule", Tags.value(event.finding().rule()));
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
    public void onTokenTrouble(KsefEvent.TokenTrouble event) {
        count("ksef.token.trouble", "step", Tags.value(event.step()));
    }

    /** The first key of a client is no rotation. */
    @Override
    public void onPublicKeyChosen(KsefEvent.PublicKeyChosen event) {
        if (event.before() != null) {
            count("ksef.key.rotations", "usage", Tags.value(event.usage()));
        }
    }

    @Override
    public void onPublicKeyRefused(KsefEvent.PublicKeyRefused event) {
        count("ksef.key.refused");
    }

    @Override
    public void onPublicKeyKept(KsefEvent.PublicKeyKept event) {
        count("ksef.key.kept", "usage", Tags.value(event.usage()));
    }

    @Override
    public void onTrialSignInLeft(KsefEvent.TrialSignInLeft event) {
        count("ksef.left.behind", "what", "sign_in");
    }

    @Override
    public void onKeyNotForgotten(KsefEvent.KeyNotForgotten event) {
        count("ksef.left.behind", "what", "content_key");
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
