package dev.ksef.domain.preflight;

import dev.ksef.domain.xml.BothVisitors;
import dev.ksef.domain.xml.FactCollector;
import dev.ksef.domain.xml.InvoiceVisitor;
import dev.ksef.domain.xml.InvoiceWalk;
import dev.ksef.model.FormCode;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.finding.InvoiceFinding.Severity;
import dev.ksef.model.finding.InvoiceRule;
import dev.ksef.port.CryptoEngine;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The check of an invoice before anything is encrypted: what KSeF would refuse is found here, all of it at once, with
 * place and remedy. It is immutable and safe for many threads. Whatever it is given, it ends soon and throws nothing.
 *
 * <p>Without a folder with schemas an invoice is not validated against the schema of its structure. Amounts are never
 * summed up, since KSeF does not do so either.
 */
public final class PreFlight {

    private static final int MAX_BYTES = 1_000_000;
    private static final int MAX_BYTES_WITH_ATTACHMENT = 3_000_000;

    private final Map<InvoiceRule, Severity> severities;
    private final int maxBytes;
    private final int maxBytesWithAttachment;
    private final @Nullable InvoiceSchemas schemas;

    private PreFlight(
            Map<InvoiceRule, Severity> severities,
            int maxBytes,
            int maxBytesWithAttachment,
            @Nullable InvoiceSchemas schemas) {
        this.severities = severities;
        this.maxBytes = maxBytes;
        this.maxBytesWithAttachment = maxBytesWithAttachment;
        this.schemas = schemas;
    }

    /**
     * Returns all rules as they apply in an environment. What only PRODUCTION refuses is a warning elsewhere; an environment
     * counts as PRODUCTION if its API or its QR codes are there, whatever stands in front of it.
     */
    public static PreFlight of(KsefEnvironment environment) {
        var severities = new EnumMap<InvoiceRule, Severity>(InvoiceRule.class);
        for (InvoiceRule rule : InvoiceRule.values()) {
            severities.put(rule, Severity.ERROR);
        }
        if (!isProduction(environment)) {
            severities.put(InvoiceRule.NIP_CHECKSUM, Severity.WARNING);
        }
        severities.put(InvoiceRule.INTERNAL_ID_CHECKSUM, Severity.WARNING);
        severities.put(InvoiceRule.BUYER_INTERNAL_ID, Severity.WARNING);
        return new PreFlight(severities, MAX_BYTES, MAX_BYTES_WITH_ATTACHMENT, null);
    }

    /** The same check without these rules. */
    public PreFlight without(InvoiceRule... rules) {
        var fewer = new EnumMap<InvoiceRule, Severity>(InvoiceRule.class);
        fewer.putAll(severities);
        fewer.keySet().removeAll(Arrays.asList(rules));
        return new PreFlight(fewer, maxBytes, maxBytesWithAttachment, schemas);
    }

    /** Returns a check that every invoice passes. */
    public PreFlight off() {
        return without(InvoiceRule.values());
    }

    /** The same check, with these rules on: an invoice that breaks them is refused. */
    public PreFlight refusing(InvoiceRule... rules) {
        return with(Severity.ERROR, Arrays.asList(rules));
    }

    /** The same check, with these rules on: an invoice that breaks them causes a warning. */
    public PreFlight warningOf(InvoiceRule... rules) {
        return with(Severity.WARNING, Arrays.asList(rules));
    }

    /**
     * The same check for a context with limits of its own, as {@code GET /limits/context} tells them.
     *
     * @param maxBytes of an invoice without an attachment; 1 000 000 by default
     * @param maxBytesWithAttachment 3 000 000 by default
     * @throws IllegalArgumentException if a limit is not positive
     */
    public PreFlight limits(int maxBytes, int maxBytesWithAttachment) {
        if (maxBytes <= 0 || maxBytesWithAttachment <= 0) {
            throw new IllegalArgumentException(
                    "Limits must be positive, not " + maxBytes + " and " + maxBytesWithAttachment);
        }
        return new PreFlight(severities, maxBytes, maxBytesWithAttachment, schemas);
    }

    /**
     * The same check with the official schemas, as published, somewhere below this folder. What they import is taken from
     * there by its file name, the nearest file of that name, never from the network. Each is compiled at the first
     * invoice of its structure.
     *
     * @throws IllegalArgumentException if it is no folder, cannot be read, or has no schema of an invoice
     */
    public PreFlight schemas(Path folder) {
        return new PreFlight(severities, maxBytes, maxBytesWithAttachment, InvoiceSchemas.below(folder));
    }

    /** Checks an invoice, and reports everything that is wrong with it for this destination. */
    public PreFlightReport check(InvoiceXml invoice, InvoiceDestination destination) {
        return severities.isEmpty()
                ? PreFlightReport.CLEAR
                : invoice.lend(bytes -> check(bytes, destination, destination::formCode, (field, text) -> {}));
    }

    /** Checks an invoice and reads its facts, as {@code InvoiceReader} does, in one pass. */
    public CheckedInvoice checkAndRead(InvoiceXml invoice, InvoiceDestination destination, CryptoEngine crypto) {
        return checkAndRead(invoice, destination, facts -> destination.formCode(), crypto);
    }

    /**
     * Checks an invoice as one of the structure that it says it has, and reads its facts, in one pass.
     *
     * @param destination the structure is taken from there only where the invoice says none
     */
    public CheckedInvoice checkAsDeclared(InvoiceXml invoice, InvoiceDestination destination, CryptoEngine crypto) {
        return checkAndRead(
                invoice,
                destination,
                facts -> facts.formCode() == null ? destination.formCode() : facts.formCode(),
                crypto);
    }

    private CheckedInvoice checkAndRead(
            InvoiceXml invoice,
            InvoiceDestination destination,
            Function<FactCollector, @Nullable FormCode> form,
            CryptoEngine crypto) {
        return invoice.lend(bytes -> {
            var facts = new FactCollector();
            PreFlightReport report = check(bytes, destination, () -> form.apply(facts), facts);
            return new CheckedInvoice(facts.facts(crypto.sha256(bytes), bytes.length), report);
        });
    }

    /** Whatever depends on the structure that is wanted is judged at the end, when the visitor has seen all. */
    private PreFlightReport check(
            byte[] bytes, InvoiceDestination destination, Supplier<@Nullable FormCode> form, InvoiceVisitor also) {
        if (severities.isEmpty()) {
            InvoiceWalk.through(bytes, null, also);
            return PreFlightReport.CLEAR;
        }
        var findings = new FindingCollector(severities);
        var inspection = new InvoiceInspection(bytes, destination, findings);
        InvoiceWalk.through(bytes, inspection, new BothVisitors(inspection, also));
        inspection.finish(form.get(), maxBytes, maxBytesWithAttachment);
        if (schemas != null && findings.wants(InvoiceRule.SCHEMA)) {
            inspection.readableForm().ifPresent(found -> schemas.validate(bytes, found, findings));
        }
        return findings.report();
    }

    private PreFlight with(Severity severity, Collection<InvoiceRule> rules) {
        var more = new EnumMap<InvoiceRule, Severity>(InvoiceRule.class);
        more.putAll(severities);
        rules.forEach(rule -> more.put(rule, severity));
        return new PreFlight(more, maxBytes, maxBytesWithAttachment, schemas);
    }

    private static boolean isProduction(KsefEnvironment environment) {
        return environment.qrBase().equals(KsefEnvironment.PRODUCTION.qrBase())
                || environment.apiBase().equals(KsefEnvironment.PRODUCTION.apiBase());
    }
}
