package dev.ksef.domain.token;

import dev.ksef.domain.internal.RequestOutcome;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTokenLostException;
import dev.ksef.model.token.GenerateToken;
import dev.ksef.model.token.TokenFilter;
import dev.ksef.model.token.TokenMetadata;
import dev.ksef.model.token.TokenStatus;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.Reconciling.Step;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds tokens whose secret was lost with the answer of KSeF. They cannot be used by anybody, and somebody should revoke them.
 */
final class LostTokens {

    private static final String WHAT = "Generating a KSeF token";

    /** A token is there at once; a request that is still on its way may take a little. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** By how much our clock may differ from KSeF's. */
    private static final long CLOCK_MARGIN_MILLIS = 60_000;

    private final KsefTokens tokens;
    private final StatusPolling polling;
    private final Time time;
    private final KsefListener listener;

    LostTokens(KsefTokens tokens, StatusPolling polling, Time time, KsefListener listener) {
        this.tokens = tokens;
        this.polling = polling;
        this.time = time;
        this.listener = listener;
    }

    /**
     * Returns what to throw: it names the tokens that came of a request.
     *
     * @param begun when the request was made, by KSeF's clock, in milliseconds since 1970
     */
    KsefTokenLostException found(GenerateToken request, long begun, KsefException unanswered) {
        tell(Step.LOOKING);
        String what = WHAT + " '" + request.description() + "' " + RequestOutcome.told(unanswered);
        Deadline deadline = Deadline.after(PATIENCE, time).sooner(tokens.callDeadline());
        try {
            List<ReferenceNumber> numbers =
                    polling.await(WHAT + " whose outcome is unknown", null, deadline, () -> listed(request, begun));
            tell(Step.FOUND);
            return new KsefTokenLostException(what, numbers, unanswered);
        } catch (RuntimeException blind) {
            // Whatever it was, a closed client included: that the outcome is unknown is what must be told.
            tell(Step.GIVEN_UP);
            var told = new KsefTokenLostException(what, List.of(), unanswered);
            told.addSuppressed(blind);
            return told;
        }
    }

    private Optional<List<ReferenceNumber>> listed(GenerateToken request, long begun) {
        List<ReferenceNumber> numbers = tokens.stream(TokenFilter.ALL
                        .with(TokenStatus.PENDING, TokenStatus.ACTIVE)
                        .described(request.description()))
                .filter(token -> cameOf(request, begun, token))
                .map(TokenMetadata::referenceNumber)
                .toList();
        return numbers.isEmpty() ? Optional.empty() : Optional.of(numbers);
    }

    private static boolean cameOf(GenerateToken request, long begun, TokenMetadata token) {
        var asked =
                new HashSet<>(request.permissions().stream().map(OpenEnum::of).toList());
        return request.description().equals(token.description())
                && asked.equals(new HashSet<>(token.requestedPermissions()))
                && (token.dateCreated() == null
                        || token.dateCreated().toInstant().toEpochMilli() >= begun - CLOCK_MARGIN_MILLIS);
    }

    private void tell(Step step) {
        listener.on(new KsefEvent.Reconciling(WHAT, null, step));
    }
}
