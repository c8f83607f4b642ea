package dev.ksef.domain.submission;

import dev.ksef.domain.batch.BadInvoices;
import dev.ksef.domain.batch.InvoiceSource;
import dev.ksef.domain.batch.PackagedInvoice;
import dev.ksef.domain.internal.InvoiceProgress;
import dev.ksef.domain.invoice.InvoiceReader;
import dev.ksef.domain.preflight.CheckedInvoice;
import dev.ksef.domain.preflight.InvoiceDestination;
import dev.ksef.domain.preflight.PreFlight;
import dev.ksef.domain.preflight.PreFlightReport;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefInvalidPackageException;
import dev.ksef.model.finding.InvoiceFinding;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.CryptoEngine;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads and checks the invoices of a submission, one after the other. */
final class SubmissionPlanning {

    private final CryptoEngine crypto;
    private final SelfInvoicing selfInvoicing;
    private final PreFlight preFlight;
    private final InstantSource clock;
    private final KsefListener listener;

    SubmissionPlanning(
            CryptoEngine crypto,
            SelfInvoicing selfInvoicing,
            PreFlight preFlight,
            InstantSource clock,
            KsefListener listener) {
        this.crypto = crypto;
        this.selfInvoicing = selfInvoicing;
        this.preFlight = preFlight;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Reads and checks all invoices.
     *
     * @throws KsefInvalidPackageException if KSeF would refuse some of them, and these are not to be left out
     * @throws dev.ksef.model.error.KsefStorageException if an invoice cannot be read
     * @throws KsefException if there is none, or a technical correction is not to be sent as offline
     */
    SubmissionPlan plan(Iterable<InvoiceSource> invoices, SubmissionOptions options, Instant now) {
        List<PlannedInvoice> planned = new ArrayList<>();
        List<InvoiceResult> leftOut = new ArrayList<>();
        Map<String, List<InvoiceFinding>> findings = new LinkedHashMap<>();
        Map<Integer, InvoiceSource> sources = new HashMap<>();
        // What declares no structure is checked, and sent, as what nearly all invoices are.
        var destination = InvoiceDestination.batch(FormCode.FA_3, now);
        InvoiceProgress progress = checking(invoices);
        for (InvoiceSource source : invoices) {
            int index = sources.size();
            sources.put(index, source);
            refuseOnlineCorrection(source, options);
            InvoiceXml xml = source.read();
            CheckedInvoice checked = preFlight.checkAsDeclared(xml, destination, crypto);
            InvoiceFacts facts = checked.facts();
            PreFlightReport report = checked.report();
            report.warnings().forEach(warning -> listener.on(new KsefEvent.InvoiceWarning(warning)));
            if (report.isClear()) {
                var invoice = PackagedInvoice.of(index, source.name(), facts);
                planned.add(new PlannedInvoice(invoice, source.corrects().orElse(null), selfInvoicing.isMeant(facts)));
            } else {
                findings.put("#" + (index + 1) + " " + source.name(), report.errors());
                leftOut.add(leftOut(index, source, facts, report));
            }
            progress.done(xml.sizeBytes());
        }
        progress.end();
        if (sources.isEmpty()) {
            throw new KsefException("There is no invoice to send");
        }
        if (!findings.isEmpty() && options.badInvoices() == BadInvoices.REFUSE_ALL) {
            throw new KsefInvalidPackageException(findings, sources.size());
        }
        return new SubmissionPlan(planned, leftOut, sources);
    }

    /**
     * Reads the invoices of a submission that was begun before. They were checked then.
     *
     * @throws KsefException if they are others than before, or to be sent in another way
     */
    SubmissionPlan again(
            SubmissionId id, Iterable<InvoiceSource> invoices, SubmissionOptions options, SubmissionState state) {
        var reader = new InvoiceReader(crypto);
        Map<Integer, InvoiceSource> sources = new HashMap<>();
        List<Sha256> hashes = new ArrayList<>();
        InvoiceProgress progress = checking(invoices);
        for (InvoiceSource source : invoices) {
            sources.put(sources.size(), source);
            InvoiceFacts facts = reader.read(source.read());
            hashes.add(facts.hash());
            progress.done(facts.sizeBytes());
        }
        progress.end();
        SubmissionPlan.requireSame(id, state, hashes);
        SubmissionPlan.requireSentAlike(id, state, options.offlineMode(), sources);
        return new SubmissionPlan(state.planned(), List.of(), sources);
    }

    private InvoiceProgress checking(Iterable<InvoiceSource> invoices) {
        return new InvoiceProgress("Checking", InvoiceProgress.size(invoices), 0, clock, listener);
    }

    private static void refuseOnlineCorrection(InvoiceSource source, SubmissionOptions options) {
        if (source.corrects().isPresent() && !options.offlineMode()) {
            throw new KsefException("The invoice " + source.name()
                    + " is a technical correction of an offline invoice: submit it with offlineMode(true)");
        }
    }

    private InvoiceResult leftOut(int index, InvoiceSource source, InvoiceFacts facts, PreFlightReport report) {
        return new InvoiceResult(
                index,
                source.name(),
                InvoiceResult.State.LEFT_OUT,
                facts.hash(),
                null,
                null,
                null,
                0,
                report.errors().stream().map(Object::toString).collect(Collectors.joining("; ")),
                selfInvoicing.isMeant(facts));
    }
}
