package dev.ksef.domain.preflight;

import dev.ksef.domain.auth.ServerClock;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.error.KsefInvalidInvoiceException;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Lets those invoices leave that KSeF would take, and tells what is odd about them. What is today is judged by KSeF's clock. */
public final class PreFlightGate {

    private final PreFlight preFlight;
    private final ServerClock clock;
    private final KsefListener listener;

    public PreFlightGate(PreFlight preFlight, ServerClock clock, KsefListener listener) {
        this.preFlight = preFlight;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Lets an invoice pass to an online session.
     *
     * @throws KsefInvalidInvoiceException if KSeF would refuse it
     */
    public void online(InvoiceXml invoice, @Nullable FormCode formCode, boolean technicalCorrection) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        pass(
                invoice,
                technicalCorrection
                        ? Destination.technicalCorrection(formCode, now)
                        : Destination.online(formCode, now));
    }

    private void pass(InvoiceXml invoice, Destination destination) {
        PreFlightReport report = preFlight.check(invoice, destination);
        report.requireClear();
        report.warnings().forEach(warning -> listener.on(new KsefEvent.InvoiceWarning(warning)));
    }
}
