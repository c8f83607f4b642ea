package dev.ksef.domain.token;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.ContinuationPages;
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
import dev.ksef.port.api.KsefTokenApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.Reconciling.Step;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds tokens that may be the one whose secret was lost with the answer of KSeF. That one cannot be used by anybody, and
 * somebody should revoke it.
 */
final class LostTokens {

    private static final String WHAT = "Generating a KSeF token";

    /** A token is there at once; a request that is still on its way may take a little. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** By how much our clock may differ from KSeF's. */
    private static final long CLOCK_MARGIN_MILLIS = 60_000;

    private final BoundTransport transport;
    private final GivenTokens given;
    private final StatusPolling polling;
    private final Time time;
    private final KsefListener listener;

    LostTokens(BoundTransport transport, GivenTokens given, StatusPolling polling, Time time, KsefListener listener) {
        this.transport = transport;
        this.given = given;
        this.polling = polling;
        this.time = time;
        this.listener = listener;
    }

    /**
     * Returns what to throw: it names the tokens that may have come of a request.
     *
     * @param begun when the request was made, by KSeF's clock, in milliseconds since 1970
     */
    KsefTokenLostException found(GenerateToken request, long begun, KsefException unanswered) {
        tell(Step.LOOKING);
        Deadline deadline =
                Deadline.after(PATIENCE, time).sooner(transport.scope().callDeadline(time));
        var latest = new AtomicReference<@Nullable List<ReferenceNumber>>();
        RuntimeException end = looking(deadline, api -> latest.set(listed(api, request, begun)));
        String what = WHAT + " '" + request.description() + "' " + RequestOutcome.told(unanswered);
        KsefTokenLostException told = told(what, latest.get(), unanswered);
        tell(told.tokens().isEmpty() ? Step.GIVEN_UP : Step.FOUND);
        if (told.tokens().isEmpty()) {
            told.addSuppressed(end);
        }
        return told;
    }

    /**
     * Looks until the time is over, and returns what ended it. It does not end with the first token, which may be that of
     * somebody else, while the lost one is listed later.
     */
    private RuntimeException looking(Deadline deadline, Consumer<KsefTokenApi> look) {
        try {
            KsefTokenApi api = transport.open(KsefTokenApi.class, deadline);
            return polling.await(WHAT + " whose outcome is unknown", null, deadline, () -> {
                if (!deadline.hasPassed(time)) {
                    look.accept(api);
                }
                return Optional.empty();
            });
        } catch (RuntimeException end) {
            // Whatever it was, a closed client included: that the outcome is unknown is what must be told.
            return end;
        }
    }

    private KsefTokenLostException told(String what, @Nullable List<ReferenceNumber> listed, KsefException unanswered) {
        if (listed == null) {
            return KsefTokenLostException.unasked(what, unanswered);
        }
        List<ReferenceNumber> others =
                listed.stream().filter(token -> !given.has(token)).toList();
        return new KsefTokenLostException(what, others, unanswered);
    }

    private static List<ReferenceNumber> listed(KsefTokenApi api, GenerateToken request, long begun) {
        TokenFilter filter =
                TokenFilter.ALL.with(TokenStatus.PENDING, TokenStatus.ACTIVE).described(request.description());
        return ContinuationPages.stream(next -> api.list(filter, next))
                .filter(token -> cameOf(request, begun, token))
                .map(TokenMetadata::referenceNumber)
                .toList();
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
