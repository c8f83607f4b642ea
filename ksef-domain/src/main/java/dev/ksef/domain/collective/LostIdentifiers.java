package dev.ksef.domain.collective;

import dev.ksef.domain.internal.BoundTransport;
import dev.ksef.domain.internal.RequestOutcome;
import dev.ksef.domain.internal.StatusPolling;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.collective.CollectiveIdentifier;
import dev.ksef.model.collective.CollectiveIdentifierNumber;
import dev.ksef.model.collective.GenerateCollectiveIdentifier;
import dev.ksef.model.collective.IdentifiedInvoicesQuery;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.api.CollectiveIdentifierApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefEvent.Reconciling.Step;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Finds identifiers whose number was lost with the answer of KSeF, by their invoices and what is paid for these. */
final class LostIdentifiers {

    private static final String WHAT = "Collective identifier";

    /** An identifier is there at once; a request that is still on its way may take a little. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** By how much our clock may differ from KSeF's. */
    private static final long CLOCK_MARGIN_MILLIS = 60_000;

    private final BoundTransport transport;
    private final Time time;
    private final KsefListener listener;

    LostIdentifiers(BoundTransport transport, Time time, KsefListener listener) {
        this.transport = transport;
        this.time = time;
        this.listener = listener;
    }

    /**
     * Returns the number of the identifier that came of a request.
     *
     * @param begun when the request was made, by KSeF's clock, in milliseconds since 1970
     * @throws KsefTransportException if none is found
     */
    CollectiveIdentifierNumber found(GenerateCollectiveIdentifier request, long begun, KsefException unanswered) {
        tell(Step.LOOKING);
        Deadline deadline =
                Deadline.after(PATIENCE, time).sooner(transport.scope().callDeadline(time));
        var asked = new AtomicBoolean();
        try {
            CollectiveIdentifierApi api = transport.open(CollectiveIdentifierApi.class, deadline);
            CollectiveIdentifierNumber found = new StatusPolling(time, listener)
                    .at(FIRST_PAUSE, LONGEST_PAUSE)
                    .await(WHAT + " whose outcome is unknown", null, deadline, () -> {
                        Optional<CollectiveIdentifierNumber> ours = ours(api, request, begun);
                        asked.set(true);
                        return ours;
                    });
            tell(Step.FOUND);
            return found;
        } catch (RuntimeException blind) {
            // Whatever it was, a closed client included: that the outcome is unknown is what must be told.
            tell(Step.GIVEN_UP);
            throw unknown(request, asked.get(), unanswered, blind);
        }
    }

    private static Optional<CollectiveIdentifierNumber> ours(
            CollectiveIdentifierApi api, GenerateCollectiveIdentifier request, long begun) {
        var invoices = new RequestedInvoices(request.invoices());
        return CollectiveIdentifiers.ofInvoice(api, request.invoices().get(0).ksefNumber())
                .filter(identifier -> !Boolean.FALSE.equals(identifier.createdInCurrentContext()))
                .filter(identifier -> mayBeNew(identifier, begun))
                .map(CollectiveIdentifier::collectiveIdentifierNumber)
                .filter(CollectiveIdentifierNumber::isValid)
                .filter(number ->
                        invoices.are(CollectiveIdentifiers.invoices(api, IdentifiedInvoicesQuery.of(List.of(number)))
                                .toList()))
                .findFirst();
    }

    private static boolean mayBeNew(CollectiveIdentifier identifier, long begun) {
        return identifier.dateCreated() == null
                || identifier.dateCreated().toInstant().toEpochMilli() >= begun - CLOCK_MARGIN_MILLIS;
    }

    private static KsefTransportException unknown(
            GenerateCollectiveIdentifier request, boolean asked, KsefException unanswered, RuntimeException blind) {
        KsefNumber first = request.invoices().get(0).ksefNumber();
        var told = new KsefTransportException(
                WHAT + " of " + request.invoices().size() + " invoices, the first of them " + first + ", "
                        + RequestOutcome.told(unanswered)
                        + (asked
                                ? ", and none of these invoices and payments is listed"
                                : ", and KSeF could not be asked whether it exists")
                        + ". Before you generate another one, look whether it is there: ofInvoice(" + first + ")",
                Delivery.UNKNOWN,
                unanswered);
        told.addSuppressed(blind);
        return told;
    }

    private void tell(Step step) {
        listener.on(new KsefEvent.Reconciling(WHAT, null, step));
    }
}
