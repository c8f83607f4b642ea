package dev.ksef.simulator;

import dev.ksef.simulator.EncryptionKeys.Usage;
import dev.ksef.simulator.fault.FaultEffect;
import dev.ksef.simulator.fault.FaultKind;
import java.time.Duration;
import java.util.Optional;

/** What goes wrong with a call. Each has a text form, which {@code --help} and the README list. */
public final class Fault {

    private final String text;
    private final FaultEffect effect;

    private Fault(String text, FaultEffect effect) {
        this.text = text;
        this.effect = effect;
    }

    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException if there is no such fault
     */
    public static Fault parse(String text) {
        for (FaultKind kind : FaultKind.values()) {
            Optional<FaultEffect> effect = kind.read(text);
            if (effect.isPresent()) {
                return new Fault(text, effect.get());
            }
        }
        throw new IllegalArgumentException("No such fault: " + text);
    }

    /** The call waits before it is handled. */
    public static Fault latency(Duration time) {
        return parse("latency:" + time.toMillis());
    }

    /** 429 with {@code Retry-After}, in the form that the request asks for; not handled. */
    public static Fault tooManyRequests(Duration retryAfter) {
        return parse("429:" + retryAfter.toSeconds());
    }

    /** A status from 500 to 599 with problem details; not handled. */
    public static Fault serverError(int status) {
        return parse(Integer.toString(status));
    }

    /** A firewall's page under 200, 4xx or 5xx; not handled. */
    public static Fault html(int status) {
        return parse("html:" + status);
    }

    /** The connection ends before the call is handled. */
    public static Fault dropBefore() {
        return parse("drop-before");
    }

    /** The call is handled, then the connection ends without an answer. */
    public static Fault dropAfter() {
        return parse("drop-after");
    }

    /** The call is handled; half of the answer's body comes, then the connection ends. */
    public static Fault truncated() {
        return parse("truncated");
    }

    /** The call is handled; its answer comes under another media type. */
    public static Fault contentType(String type) {
        return parse("content-type:" + type);
    }

    /** The call is handled; its answer comes without a body. */
    public static Fault empty() {
        return parse("empty");
    }

    /** 307 to the same address; not handled. */
    public static Fault redirectLoop() {
        return parse("redirect-loop");
    }

    /** 307 to the same address with a cookie, until the client shows that. */
    public static Fault cookieRedirect() {
        return parse("cookie-redirect");
    }

    /** 403 {@code security-service-blocked}; not handled. */
    public static Fault blocked() {
        return parse("403-blocked");
    }

    /** 401 without a body; not handled. */
    public static Fault emptyUnauthorized() {
        return parse("401-empty");
    }

    /** 400 with one of KSeF's errors 21180, 21184, 21301, 21304; not handled. */
    public static Fault refusal(int code) {
        return parse(Integer.toString(code));
    }

    /** The session that the call opens has status 415. */
    public static Fault session415() {
        return parse("session-415");
    }

    /** The sign-in that the call begins with a KSeF token ends with status 450. */
    public static Fault signIn450() {
        return parse("sign-in-450");
    }

    /** The invoice that the call sends is rejected for good with status 430. */
    public static Fault invoice430() {
        return parse("invoice-430");
    }

    /** The call is handled; its good answer shows another status than the true one, this once. */
    public static Fault shownStatus(int code) {
        return parse("status:" + code);
    }

    /** The key of this usage is withdrawn for a new one right before the call is handled. */
    public static Fault keyRotation(Usage usage) {
        return parse("key-rotation:" + (usage == Usage.KSEF_TOKEN ? "token" : "symmetric"));
    }

    FaultEffect effect() {
        return effect;
    }

    /** The text form. */
    @Override
    public String toString() {
        return text;
    }
}
