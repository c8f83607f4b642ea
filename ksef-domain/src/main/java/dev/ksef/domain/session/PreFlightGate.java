package dev.ksef.domain.session;

import dev.ksef.domain.preflight.InvoiceDestination;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.preflight.PreFlightReport;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.error.KsefInvalidInvoiceException;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Checks invoices before they are sent and reports warnings as events. Today is the day by KSeF's clock. */
final class PreFlightGate {

    private final PreFlight preFlight;
    private final InstantSource clock;
    private final KsefListener listener;

    PreFlightGate(PreFlight preFlight, InstantSource clock, KsefListener listener) {
        this.preFlight = preFlight;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Checks an invoice for an online session.
     *
     * @throws KsefInvalidInvoiceException if KSeF would refuse it
     */
    void online(InvoiceXml invoice, @Nullable FormCode formCode, boolean technicalCorrection) {
        Instant now = clock.instant();
        pass(
                invoice,
                technicalCorrection
                        ? InvoiceDestination.technicalCorrection(formCode, now)
                        : InvoiceDestination.online(formCode, now));
    }

    private void pass(InvoiceXml invoice, InvoiceDestination destination) {
        PreFlightReport report = preFlight.check(invoice, destination);
        report.requireClear();
        report.warnings().forEach(warning -> listener.on(new KsefEvent.InvoiceWarning(warning)));
    }
}
