package dev.ksef.domain.session;

import dev.ksef.domain.preflight.CheckedInvoice;
import dev.ksef.domain.preflight.InvoiceDestination;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.error.KsefInvalidInvoiceException;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Checks invoices before they are sent and reports warnings as events. Today is the day by KSeF's clock. */
final class PreFlightGate {

    private final PreFlight preFlight;
    private final CryptoEngine crypto;
    private final InstantSource clock;
    private final KsefListener listener;

    PreFlightGate(PreFlight preFlight, CryptoEngine crypto, InstantSource clock, KsefListener listener) {
        this.preFlight = preFlight;
        this.crypto = crypto;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Checks an invoice for an online session, and reads its facts.
     *
     * @throws KsefInvalidInvoiceException if KSeF would refuse it
     */
    InvoiceFacts online(InvoiceXml invoice, @Nullable FormCode formCode, boolean technicalCorrection) {
        Instant now = clock.instant();
        return pass(
                invoice,
                technicalCorrection
                        ? InvoiceDestination.technicalCorrection(formCode, now)
                        : InvoiceDestination.online(formCode, now));
    }

    private InvoiceFacts pass(InvoiceXml invoice, InvoiceDestination destination) {
        CheckedInvoice checked = preFlight.checkAndRead(invoice, destination, crypto);
        checked.report().requireClear();
        checked.report().warnings().forEach(warning -> listener.on(new KsefEvent.InvoiceWarning(warning)));
        return checked.facts();
    }
}
