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
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Grants and revocations under way. What becomes of one is settled when it begins, and shows, together with its effect,
 * after a while. Thread-safe.
 */
public final class PermissionOperations {

    /** How long the status is told. */
    private static final Duration TOLD = Duration.ofDays(30);

    private record Operation(LoginContext context, Instant end, ProcessingStatus outcome) {

        ProcessingStatus status(Instant now) {
            return now.isBefore(end) ? OperationStatuses.RUNNING : outcome;
        }
    }

    private final InstantSource clock;
    private final Duration delay;
    private final ReferenceNumbers references;
    private final Map<String, Operation> all = new ConcurrentHashMap<>();

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
        Instant end = clock.instant().plus(delay);
        if (refusal == null) {
            effect.accept(end);
        }
        all.put(reference, new Operation(context, end, Objects.requireNonNullElse(refusal, OperationStatuses.SUCCESS)));
        return HttpReply.json(202, JsonTrees.object().put("referenceNumber", reference));
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
        Operation operation = all.get(reference);
        if (operation == null || !operation.context().equals(context)) {
            throw BadRequest.invalidInput("'referenceNumber' is not the number of an operation of this context.");
        }
        if (now.isAfter(operation.end().plus(TOLD))) {
            throw UnservableRequest.gone();
        }
        return operation.status(now);
    }
}
