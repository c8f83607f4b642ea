package dev.ksef.simulator;

import dev.ksef.simulator.EncryptionKeys.Usage;
import dev.ksef.simulator.fault.FaultEffect;
import dev.ksef.simulator.fault.FaultKind;
import java.time.Duration;
import java.util.Optional;

/** What goes wrong with a call. Every fault has a text form; {@code --help} and the README list them. */
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

    /** The call waits for this time before it is handled. */
    public static Fault latency(Duration time) {
        return parse("latency:" + time.toMillis());
    }

    /**
     * The call is answered with 429 and {@code Retry-After}, in the form that the request asks for. It is not handled.
     */
    public static Fault tooManyRequests(Duration retryAfter) {
        return parse("429:" + retryAfter.toSeconds());
    }

    /** The call is answered with a status from 500 to 599 and problem details. It is not handled. */
    public static Fault serverError(int status) {
        return parse(Integer.toString(status));
    }

    /** The call is answered with a firewall's page under status 200, 4xx or 5xx. It is not handled. */
    public static Fault html(int status) {
        return parse("html:" + status);
    }

    /** The connection ends before the call is handled. */
    public static Fault dropBefore() {
        return parse("drop-before");
    }

    /** The call is handled. Then the connection ends without an answer. */
    public static Fault dropAfter() {
        return parse("drop-after");
    }

    /** The call is handled. Half of the answer's body comes, then the connection ends. */
    public static Fault truncated() {
        return parse("truncated");
    }

    /** The call is handled. Its answer comes under another media type. */
    public static Fault contentType(String type) {
        return parse("content-type:" + type);
    }

    /** The call is handled. Its answer comes without a body. */
    public static Fault empty() {
        return parse("empty");
    }

    /** Half of the upload is read. Then its connection is reset. The call is not handled. */
    public static Fault reset() {
        return parse("reset");
    }

    /** The upload is read in ten pieces, with this wait before each. The call is handled. */
    public static Fault slow(Duration beforeEachPiece) {
        return parse("slow:" + beforeEachPiece.toMillis());
    }

    /** The call is handled. The body of its answer comes in ten pieces, with this wait before each. */
    public static Fault slowAnswer(Duration beforeEachPiece) {
        return parse("slow-answer:" + beforeEachPiece.toMillis());
    }

    /** The call is handled. One byte in the middle of its answer's body is another. */
    public static Fault corrupted() {
        return parse("corrupted");
    }

    /**
     * The call is handled. The hash in its answer's header, and those of an export's parts in its status, are others than
     * those of the content.
     */
    public static Fault wrongHashes() {
        return parse("wrong-hashes");
    }

    /** The call gets the whole part of an export, whatever range it asks for. */
    public static Fault rangeIgnored() {
        return parse("range-ignored");
    }

    /** The call is answered as a signed link that is over. It is not handled. */
    public static Fault expiredLink() {
        return parse("403-expired");
    }

    /** The call is answered with 307 to the same address. It is not handled. */
    public static Fault redirectLoop() {
        return parse("redirect-loop");
    }

    /** The call is answered with 307 to the same address and a cookie, until the client shows that cookie. */
    public static Fault cookieRedirect() {
        return parse("cookie-redirect");
    }

    /** The call is answered with 403 and {@code security-service-blocked}. It is not handled. */
    public static Fault blocked() {
        return parse("403-blocked");
    }

    /** The call is answered with 401 without a body. It is not handled. */
    public static Fault emptyUnauthorized() {
        return parse("401-empty");
    }

    /** The call is answered with 400 and one of the KSeF errors 21180, 21182, 21184, 21301, 21304. It is not handled. */
    public static Fault refusal(int code) {
        return parse(Integer.toString(code));
    }

    /** The session or the export that the call begins has status 415. */
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

    /** Duplicates in the batch that the call closes name a session that there is not as the original's. */
    public static Fault wrongOriginal() {
        return parse("wrong-original");
    }

    /** The batch that the call closes ends with status 500, its invoices with 405. */
    public static Fault batch500() {
        return parse("batch-500");
    }

    /** The batch that the call closes ends with status 445, its invoices with 550. */
    public static Fault invoices550() {
        return parse("invoices-550");
    }

    /** The export that the call begins has status 100 for ever, and counts as one that runs. */
    public static Fault exportHangs() {
        return parse("export-hangs");
    }

    /** The export that the call begins takes so much longer, and counts as one that runs. */
    public static Fault exportHangs(Duration longer) {
        return parse("export-hangs:" + longer.toMillis());
    }

    /** The export that the call begins ends with status 500. */
    public static Fault export500() {
        return parse("export-500");
    }

    /** The export that the call begins ends with status 550. */
    public static Fault export550() {
        return parse("export-550");
    }

    /**
     * The package of the export whose status the call asks for is made anew before: sizes and hashes are others, and
     * links that were given out before lead to the new bytes.
     */
    public static Fault exportMadeAnew() {
        return parse("export-made-anew");
    }

    /** The call is handled. If its answer is good, it shows this status code instead of the true one, this once. */
    public static Fault shownStatus(int code) {
        return parse("status:" + code);
    }

    /** The key of this usage is replaced by a new one right before the call is handled. */
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
