package dev.ksef.adapter.feign;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.port.CallScope;
import dev.ksef.port.Correlation;
import dev.ksef.port.Deadline;
import dev.ksef.port.Operation;
import dev.ksef.port.Time;
import feign.Request;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One call of one operation: what every step on its way must know.
 *
 * @param deadline set once, when the call begins: repetitions do not prolong it
 */
record Call(Operation operation, CallScope scope, Deadline deadline, Correlation correlation) {

    /** Two of its groups, which no other path segment of the API has. */
    private static final Pattern REFERENCE = Pattern.compile("/(\\d{8}-[A-Z0-9]{2}-[A-Z0-9-]{20,})(?=/|$)");

    /**
     * The call that a Feign request belongs to, beginning now.
     *
     * @param number of this call
     */
    static Call of(Request request, Time time, long number) {
        CallScope scope = ((ScopedTarget<?>) request.requestTemplate().feignTarget()).scope();
        var correlation = new Correlation(number, scope.context(), reference(request.url()), null);
        return new Call(declaration(request), scope, scope.callDeadline(time), correlation);
    }

    /** The last one: of the invoice, where its session comes before it. */
    private static @Nullable ReferenceNumber reference(String url) {
        var path = REFERENCE.matcher(url.split("\\?", 2)[0]);
        ReferenceNumber last = null;
        while (path.find()) {
            last = new ReferenceNumber(path.group(1));
        }
        return last;
    }

    /** How the operation of a Feign request is declared. */
    static Operation declaration(Request request) {
        return Objects.requireNonNull(
                request.requestTemplate().methodMetadata().method().getAnnotation(Operation.class),
                "The contract lets only declared operations through");
    }

    /** Method and path template. */
    String name() {
        return operation.value();
    }
}
