package dev.ksef.simulator.invoice;

import dev.ksef.simulator.crypto.LazyValue;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An invoice that KSeF took. It first has a number, and can later be downloaded and found by those whom it concerns.
 */
public final class StoredInvoice {

    /** KSeF writes moments in steps of this many nanoseconds, so none finer are kept. */
    private static final int TICK_NANOS = 100;

    /** Between the end of an invoice's delays and its date of permanent storage. */
    private static final Duration MOMENT = Duration.ofMillis(1);

    private final TakenInvoice accepted;
    private final InvoiceStructure form;
    private final KeptXml xml;
    private final long size;
    private final String hash;
    private final @Nullable String hashOfCorrectedInvoice;
    private final Instant invoicingDate;
    private final Instant acquiredAt;
    private final Instant availableAt;
    private final Instant ownStorageDate;
    private volatile @Nullable Instant permanentStorageDate;
    private final LazyValue<InvoiceContent> content;

    StoredInvoice(
            TakenInvoice accepted,
            SubmissionTerms terms,
            KeptXml xml,
            long size,
            String hash,
            @Nullable String hashOfCorrectedInvoice,
            Instant sentAt,
            StorageDelays delays) {
        this.accepted = accepted;
        this.form = terms.form();
        this.xml = xml;
        this.size = size;
        this.hash = hash;
        this.hashOfCorrectedInvoice = hashOfCorrectedInvoice;
        this.invoicingDate = sentAt.minusNanos(sentAt.getNano() % TICK_NANOS);
        this.acquiredAt = invoicingDate.plus(terms.processingDelay());
        this.availableAt = acquiredAt.plus(delays.availability());
        this.ownStorageDate = availableAt.plus(delays.permanentStorage()).plus(MOMENT);
        this.permanentStorageDate = ownStorageDate;
        this.content = new LazyValue<>(() -> InvoiceContent.of(xml.bytes(), form));
    }

    public String ksefNumber() {
        return accepted.ksefNumber();
    }

    String invoiceNumber() {
        return accepted.number();
    }

    public LocalDate issueDate() {
        return accepted.issueDate();
    }

    String invoicingMode() {
        return accepted.invoicingMode();
    }

    public String sellerNip() {
        return accepted.sellerNip();
    }

    /**
     * Whether a verification link with this SHA-256 (in Base64) leads here: it is the hash of this invoice, or of the
     * one that this one corrects technically.
     */
    public boolean answersTo(String sha256) {
        return hash.equals(sha256) || sha256.equals(hashOfCorrectedInvoice);
    }

    String formType() {
        return form.value();
    }

    InvoiceContent content() {
        return content.get();
    }

    Instant invoicingDate() {
        return invoicingDate;
    }

    /** The date of permanent storage, which may lie ahead; nothing while the invoice is withheld from the storage. */
    public Optional<Instant> permanentStorageDate() {
        return Optional.ofNullable(permanentStorageDate);
    }

    /** The date of permanent storage, as soon as it is told: from the moment before on. */
    public Optional<Instant> permanentStorageDate(Instant now) {
        return permanentStorageDate().filter(date -> !now.isBefore(date.minus(MOMENT)));
    }

    /** Sets the date of permanent storage; null withholds the invoice from the storage. */
    void storePermanently(@Nullable Instant date) {
        this.permanentStorageDate = date == null ? null : date.minusNanos(date.getNano() % TICK_NANOS);
    }

    /** Whether the invoice has its number by now. */
    public boolean hasNumber(Instant now) {
        return !now.isBefore(acquiredAt);
    }

    public boolean available(Instant now) {
        return !now.isBefore(availableAt);
    }

    /** Stores the invoice after a high water mark, below which everything was told already. */
    void storeAfter(Instant mark) {
        if (!ownStorageDate.isAfter(mark)) {
            storePermanently(mark.plus(MOMENT));
        }
    }

    /** Stores the invoice when its own dates say, even if it comes late then. */
    public void storeWithoutRegardToMarks() {
        storePermanently(ownStorageDate);
    }

    /** Whether queries find the invoice by now. */
    public boolean stored(Instant now) {
        return available(now)
                && permanentStorageDate().filter(date -> !now.isBefore(date)).isPresent();
    }

    /** Whether the context is a party of the invoice. */
    boolean concerns(LoginContext context) {
        InvoiceContent parties = content();
        InvoiceParty authorized = parties.authorizedSubject();
        return Stream.concat(Stream.of(parties.seller(), parties.buyer()), parties.thirdSubjects().stream())
                        .anyMatch(party -> party.is(context))
                || authorized != null && authorized.is(context);
    }

    HttpReply document() {
        return HttpReply.xml(200, xml.bytes()).with("x-ms-meta-hash", hash);
    }

    /** The length of the XML. */
    public long size() {
        return size;
    }

    /** The XML as it was sent. */
    public byte[] xml() {
        return xml.bytes();
    }

    /** The metadata of the invoice. */
    public ObjectNode json() {
        InvoiceContent told = content();
        ObjectNode json = JsonTrees.object()
                .put("ksefNumber", ksefNumber())
                .put("invoiceNumber", invoiceNumber())
                .put("issueDate", issueDate().toString())
                .put("invoicingDate", KsefTimestamps.json(invoicingDate))
                .put("acquisitionDate", KsefTimestamps.json(acquiredAt));
        permanentStorageDate().ifPresent(date -> json.put("permanentStorageDate", KsefTimestamps.json(date)));
        json.set("seller", told.seller().jsonWithNip());
        json.set("buyer", told.buyer().json());
        json.put("netAmount", told.netAmount())
                .put("grossAmount", told.grossAmount())
                .put("vatAmount", told.vatAmount())
                .put("currency", told.currency())
                .put("invoicingMode", invoicingMode())
                .put("invoiceType", told.type());
        json.putObject("formCode")
                .put("systemCode", form.systemCode())
                .put("schemaVersion", form.schemaVersion())
                .put("value", form.value());
        json.put("isSelfInvoicing", told.selfInvoicing())
                .put("hasAttachment", told.attachment())
                .put("invoiceHash", hash);
        if (hashOfCorrectedInvoice != null) {
            json.put("hashOfCorrectedInvoice", hashOfCorrectedInvoice);
        }
        ArrayNode others = json.putArray("thirdSubjects");
        told.thirdSubjects().forEach(party -> others.add(party.json().put("role", party.role())));
        InvoiceParty authorized = told.authorizedSubject();
        if (authorized != null) {
            json.set("authorizedSubject", authorized.jsonWithNip().put("role", authorized.role()));
        }
        return json;
    }
}
