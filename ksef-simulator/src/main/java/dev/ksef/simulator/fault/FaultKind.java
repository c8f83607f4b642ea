package dev.ksef.simulator.fault;

import dev.ksef.simulator.batch.PlannedTrouble;
import dev.ksef.simulator.export.PlannedExportTrouble;
import dev.ksef.simulator.wire.ForbiddenRequest;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.ReplyDelivery;
import dev.ksef.simulator.wire.StorageReplies;
import dev.ksef.simulator.wire.TooManyRequests;
import dev.ksef.simulator.wire.UnservableRequest;
import dev.ksef.thirdparty.jackson.databind.node.IntNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kinds of faults: how each is written, and what it does. */
public enum FaultKind {
    LATENCY(
            "latency:MS",
            "latency:(\\d{1,9})",
            "the call waits so long before it is handled",
            ms -> (request, sound, means) -> {
                means.waiting().accept(Duration.ofMillis(Long.parseLong(ms)));
                return sound.answer(request);
            }),
    TOO_MANY_REQUESTS(
            "429[:SECONDS]",
            "429(?::(\\d{1,9}))?",
            "too many requests, with Retry-After (1 by default), in the form asked for",
            FaultKind::tooMany),
    TOO_MANY_REQUESTS_LEGACY(
            "429-legacy[:SECONDS]",
            "429-legacy(?::(\\d{1,9}))?",
            "the same in the older form, whichever was asked for",
            seconds -> tooMany(seconds).askedBy(request -> request.without("X-Error-Format"))),
    TOO_MANY_REQUESTS_PROBLEM(
            "429-problem[:SECONDS]",
            "429-problem(?::(\\d{1,9}))?",
            "the same as problem details, whichever was asked for",
            seconds -> tooMany(seconds).askedBy(request -> request.with("X-Error-Format", "problem-details"))),
    SERVER_ERROR(
            "500 ... 599",
            "(5\\d\\d)",
            "this status with problem details, of the storage with XML; the call is not handled",
            status -> FaultEffect.refusal(
                    request -> new UnservableRequest(Integer.parseInt(status), "Simulated failure " + status))),
    HTML(
            "html:STATUS",
            "html:(200|[45]\\d\\d)",
            "a firewall's page with this status (200, 4xx, 5xx); the call is not handled",
            status -> FaultEffect.insteadOf(request -> FirewallReplies.page(Integer.parseInt(status)))),
    DROP_BEFORE(
            "drop-before",
            "drop-before",
            "the connection ends; the call is not handled",
            none -> FaultEffect.insteadOf(request -> HttpReply.none())),
    DROP_AFTER(
            "drop-after",
            "drop-after",
            "the call is handled; the connection ends without an answer",
            none -> FaultEffect.after(reply -> reply.delivered(ReplyDelivery.NONE))),
    TRUNCATED(
            "truncated",
            "truncated",
            "handled; half of the body comes, then the connection ends",
            none -> FaultEffect.after(reply -> reply.delivered(ReplyDelivery.CUT))),
    CONTENT_TYPE(
            "content-type:TYPE",
            "content-type:([!-~]+/[ -~]+)",
            "handled; the right body under this media type",
            type -> FaultEffect.after(reply -> reply.with("Content-Type", type))),
    EMPTY(
            "empty",
            "empty",
            "handled; the right status without a body",
            none -> FaultEffect.after(reply -> HttpReply.empty(reply.status()).delivered(reply.delivery()))),
    RESET(
            "reset",
            "reset",
            "half of an upload is read, then its connection is reset; not handled",
            none -> FaultEffect.insteadOf(SpoiltUpload::reset)),
    SLOW(
            "slow:MS",
            "slow:(\\d{1,9})",
            "an upload is read in ten pieces, with this wait before each; handled",
            ms -> (request, sound, means) -> sound.answer(
                    SpoiltUpload.slow(request, () -> means.waiting().accept(Duration.ofMillis(Long.parseLong(ms)))))),
    SLOW_ANSWER(
            "slow-answer:MS",
            "slow-answer:(\\d{1,9})",
            "handled; the body comes in ten pieces, with this wait before each",
            ms -> (request, sound, means) ->
                    sound.answer(request).slowed(() -> means.waiting().accept(Duration.ofMillis(Long.parseLong(ms))))),
    CORRUPTED(
            "corrupted",
            "corrupted",
            "handled; one byte in the middle of the body is another",
            none -> FaultEffect.after(SpoiltAnswer::corrupted)),
    WRONG_HASHES(
            "wrong-hashes",
            "wrong-hashes",
            "handled; x-ms-meta-hash, and hashes of an export's parts in its status, are others than the content's",
            none -> FaultEffect.after(SpoiltAnswer::withOtherHashes)),
    RANGE_IGNORED(
            "range-ignored",
            "range-ignored",
            "the whole part of an export comes with 200, whatever range is asked for; handled",
            none -> export(PlannedExportTrouble.RANGE_IGNORED)),
    EXPIRED_LINK(
            "403-expired",
            "403-expired",
            "the storage's answer to a signed link that is over; not handled",
            none -> FaultEffect.insteadOf(request -> StorageReplies.forbidden())),
    REDIRECT_LOOP(
            "redirect-loop",
            "redirect-loop",
            "307 to the same address; for ever unless calls are numbered",
            none -> FaultEffect.insteadOf(FirewallReplies::redirect)),
    COOKIE_REDIRECT(
            "cookie-redirect",
            "cookie-redirect",
            "307 to the same address with a cookie, until that is shown",
            none -> (request, sound, means) -> FirewallReplies.knows(request)
                    ? sound.answer(request)
                    : FirewallReplies.redirectWithCookie(request)),
    BLOCKED(
            "403-blocked",
            "403-blocked",
            "403 security-service-blocked with an incidentId; not handled",
            none -> FaultEffect.refusal(request -> ForbiddenRequest.blocked(request.clientIp()))),
    EMPTY_401(
            "401-empty",
            "401-empty",
            "401 without a body; not handled",
            none -> FaultEffect.insteadOf(request -> HttpReply.empty(401))),
    REFUSAL(
            "21180, 21182, 21184, 21301, 21304",
            "(21180|21182|21184|21301|21304)",
            "400 with this error of KSeF; not handled",
            code -> FaultEffect.refusal(request -> PlannedRefusal.of(Integer.parseInt(code), request))),
    SESSION_415(
            "session-415",
            "session-415",
            "the session or export that this begins has status 415: its key was not decrypted",
            none -> SpoiltRequest.at("encryption", "encryptedSymmetricKey")),
    SIGN_IN_450(
            "sign-in-450",
            "sign-in-450",
            "the sign-in that this begins with a KSeF token ends with status 450",
            none -> SpoiltRequest.at("encryptedToken")),
    INVOICE_430(
            "invoice-430",
            "invoice-430",
            "the invoice that this sends is rejected for good with status 430: its size is another",
            none -> SpoiltRequest.at(size -> IntNode.valueOf(size.asInt(0) + 1), "invoiceSize")),
    WRONG_ORIGINAL(
            "wrong-original",
            "wrong-original",
            "duplicates in the batch that this closes name a session that there is not as the original's",
            none -> batch(PlannedTrouble.WRONG_ORIGINAL)),
    BATCH_500(
            "batch-500",
            "batch-500",
            "the batch that this closes ends with status 500, its invoices with 405",
            none -> batch(PlannedTrouble.SESSION_FAILED)),
    INVOICES_550(
            "invoices-550",
            "invoices-550",
            "the batch that this closes ends with status 445, its invoices with 550",
            none -> batch(PlannedTrouble.INVOICES_CANCELLED)),
    EXPORT_HANGS(
            "export-hangs[:MS]",
            "export-hangs(?::(\\d{1,12}))?",
            "the export that this begins takes so much longer, for ever without a number; it counts as running",
            ms -> (request, sound, means) -> sound.answer(PlannedExportTrouble.HANGS.in(request, ms))),
    EXPORT_500(
            "export-500",
            "export-500",
            "the export that this begins ends with status 500",
            none -> export(PlannedExportTrouble.FAILED)),
    EXPORT_550(
            "export-550",
            "export-550",
            "the export that this begins ends with status 550: the system cancelled it",
            none -> export(PlannedExportTrouble.CANCELLED)),
    EXPORT_MADE_ANEW(
            "export-made-anew",
            "export-made-anew",
            "before this look at its status an export's package is made anew: other sizes, other bytes behind old links",
            none -> export(PlannedExportTrouble.MADE_ANEW)),
    STATUS(
            "status:CODE",
            "status:([1-9]\\d\\d)",
            "handled; the good answer shows this code in its status, once: a transient 415 or 450",
            code -> FaultEffect.after(reply -> ShownStatus.in(reply, Integer.parseInt(code)))),
    KEY_ROTATION(
            "key-rotation:token|symmetric",
            "key-rotation:(token|symmetric)",
            "an emergency rotation of this key right before the call is handled",
            usage -> (request, sound, means) -> {
                (usage.equals("token") ? means.tokenKeys() : means.symmetricKeys()).replace();
                return sound.answer(request);
            });

    private static FaultEffect tooMany(String seconds) {
        long wait = seconds.isEmpty() ? 1 : Long.parseLong(seconds);
        return FaultEffect.refusal(request -> new TooManyRequests("żądań", wait));
    }

    private static FaultEffect batch(PlannedTrouble trouble) {
        return (request, sound, means) -> sound.answer(trouble.in(request));
    }

    private static FaultEffect export(PlannedExportTrouble trouble) {
        return (request, sound, means) -> sound.answer(trouble.in(request, ""));
    }

    private final String form;
    private final Pattern pattern;
    private final String description;
    private final Function<String, FaultEffect> effect;

    FaultKind(String form, String pattern, String description, Function<String, FaultEffect> effect) {
        this.form = form;
        this.pattern = Pattern.compile(pattern);
        this.description = description;
        this.effect = effect;
    }

    /** How the fault is written, with variables in capitals. */
    public String form() {
        return form;
    }

    public String description() {
        return description;
    }

    /** Gives the effect that the text asks for, if the text is one of this kind. */
    public Optional<FaultEffect> read(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String argument = matcher.groupCount() == 0 ? null : matcher.group(1);
        return Optional.of(effect.apply(argument == null ? "" : argument));
    }
}
