package dev.ksef.simulator.permission;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.ProcessingStatus;
import dev.ksef.simulator.wire.UnservableRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Grants and revocations under way. What becomes of one is settled when it begins, and shows, together with its effect,
 * after a while. Thread-safe.
 */
public final class PermissionOperations {

    /** How long the status is told. */
    private static final Duration TOLD = Duration.ofDays(30);

    /** From then on the day in its number tells that an operation is over. */
    private static final Duration KEPT = TOLD.plusDays(1);

    private record Operation(LoginContext context, Instant end, ProcessingStatus outcome) {

        ProcessingStatus status(Instant now) {
            return now.isBefore(end) ? OperationStatuses.RUNNING : outcome;
        }
    }

    private final InstantSource clock;
    private final Duration delay;
    private final ReferenceNumbers references;
    /** In the order of their ends. */
    private final Map<String, Operation> all = new LinkedHashMap<>();

    public PermissionOperations(InstantSource clock, Duration delay, ReferenceNumbers references) {
        this.clock = clock;
        this.delay = delay;
        this.references = references;
    }

    /**
     * Begins an operation.
     *
     * @param refusal why it fails; null if it does not
     * @param effect what it does unless it fails, from the moment that it is given
     */
    HttpReply begin(LoginContext context, @Nullable ProcessingStatus refusal, Consumer<Instant> effect) {
        String reference = references.next(ReferenceNumbers.Kind.PERMISSION_OPERATION);
        Instant now = clock.instant();
        Instant end = now.plus(delay);
        if (refusal == null) {
            effect.accept(end);
        }
        add(
                reference,
                new Operation(context, end, Objects.requireNonNullElse(refusal, OperationStatuses.SUCCESS)),
                now);
        return HttpReply.json(202, JsonTrees.object().put("referenceNumber", reference));
    }

    private synchronized void add(String reference, Operation operation, Instant now) {
        all.put(reference, operation);
        Iterator<Operation> oldest = all.values().iterator();
        while (oldest.next().end().plus(KEPT).isBefore(now)) {
            oldest.remove();
        }
    }

    private synchronized @Nullable Operation find(String reference) {
        return all.get(reference);
    }

    /**
     * The status of an operation of this context.
     *
     * @throws BadRequest 21405 if this is no reference number, or the context has no such operation
     * @throws UnservableRequest with 410 if the operation is older than 30 days
     */
    ProcessingStatus status(String reference, LoginContext context) {
        if (reference.length() != ReferenceNumbers.LENGTH) {
            throw BadRequest.badReferenceNumber(reference, ReferenceNumbers.LENGTH);
        }
        Instant now = clock.instant();
        Operation operation = find(reference);
        if (operation == null && begunLongAgo(reference, now)) {
            throw UnservableRequest.gone();
        }
        if (operation == null || !operation.context().equals(context)) {
            throw BadRequest.invalidInput("'referenceNumber' is not the number of an operation of this context.");
        }
        if (now.isAfter(operation.end().plus(TOLD))) {
            throw UnservableRequest.gone();
        }
        return operation.status(now);
    }

    private static boolean begunLongAgo(String reference, Instant now) {
        return ReferenceNumbers.day(reference, ReferenceNumbers.Kind.PERMISSION_OPERATION)
                .filter(day ->
                        day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(KEPT).isBefore(now))
                .isPresent();
    }
}
