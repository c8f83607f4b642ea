package dev.ksef.simulator.invoice;

import dev.ksef.simulator.crypto.Sha256Base64;
import dev.ksef.simulator.identifier.KsefNumber;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.storage.KeepingTimes;
import dev.ksef.simulator.storage.ShelvedBytes;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.lang.ref.SoftReference;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An invoice that KSeF took. It first has a number, and can later be downloaded and found by those whom it concerns. There are
 * many, so dates are computed from one moment when they are asked for.
 */
public final class StoredInvoice {

    /** The date of an invoice that is withheld from the storage. */
    private static final Instant WITHHELD = Instant.MAX;

    private final TakenInvoice accepted;
    private final InvoiceStructure form;
    private final ShelvedBytes xml;
    private final int size;
    private final Sha256Base64 hash;
    private final @Nullable Sha256Base64 hashOfCorrectedInvoice;
    private final Instant invoicingDate;
    private final KeepingTimes times;
    /** Null as long as the date is the invoice's own. */
    private volatile @Nullable Instant changedStorageDate;

    /** Read from the XML when it is needed, and again if the memory was needed for something else meanwhile. */
    private volatile @Nullable SoftReference<InvoiceContent> content;

    /** The place in the order in which all invoices came. Set before anybody finds the invoice. */
    private int arrival;

    StoredInvoice(
            TakenInvoice accepted,
            InvoiceStructure form,
            ShelvedBytes xml,
            int size,
            Sha256Base64 hash,
            @Nullable Sha256Base64 hashOfCorrectedInvoice,
            Instant sentAt,
            KeepingTimes times) {
        this.accepted = accepted;
        this.form = form;
        this.xml = xml;
        this.size = size;
        this.hash = hash;
        this.hashOfCorrectedInvoice = hashOfCorrectedInvoice;
        this.invoicingDate = KsefTimestamps.inTicks(sentAt);
        this.times = times;
    }

    /** The invoice that a row of the saved state has. */
    static StoredInvoice saved(SavedRow row, TakenInvoice taken, ShelvedBytes xml, int size, KeepingTimes times) {
        String corrected = row.optionalText("hashOfCorrectedInvoice");
        StoredInvoice invoice = new StoredInvoice(
                taken,
                row.as("form", InvoiceStructure::valueOf),
                xml,
                size,
                row.as("hash", Sha256Base64::of),
                corrected == null ? null : Sha256Base64.of(corrected),
                row.instant("invoicingDate"),
                times);
        invoice.changedStorageDate = row.optionalInstant("storageDate");
        return invoice;
    }

    ObjectNode savedJson() {
        Instant changed = changedStorageDate;
        return JsonTrees.object()
                .put("ksefNumber", ksefNumber())
                .put("session", accepted.sessionReference())
                .put("number", invoiceNumber())
                .put("issueDate", issueDate().toString())
                .put("offline", accepted.offline())
                .put("form", form.name())
                .put("hash", hash.toString())
                .put(
                        "hashOfCorrectedInvoice",
                        hashOfCorrectedInvoice == null ? null : hashOfCorrectedInvoice.toString())
                .put("invoicingDate", invoicingDate.toString())
                .put("untilNumber", times.untilNumber().toString())
                .put("untilAvailable", times.untilAvailable().toString())
                .put("untilStored", times.untilStored().toString())
                .put("storageDate", changed == null ? null : changed.toString())
                .put("xml", Base64.getEncoder().encodeToString(xml.bytes()));
    }

    /** What KSeF took. */
    public TakenInvoice taken() {
        return accepted;
    }

    void arriveAs(int place) {
        this.arrival = place;
    }

    int arrival() {
        return arrival;
    }

    Sha256Base64 hash() {
        return hash;
    }

    public @Nullable Sha256Base64 hashOfCorrectedInvoice() {
        return hashOfCorrectedInvoice;
    }

    KsefNumber number() {
        return accepted.ksefNumber();
    }

    public String ksefNumber() {
        return accepted.ksefNumber().toString();
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

    String formType() {
        return form.value();
    }

    InvoiceContent content() {
        SoftReference<InvoiceContent> kept = content;
        InvoiceContent read = kept == null ? null : kept.get();
        if (read == null) {
            // Two threads may read it at once, and both find the same.
            read = InvoiceContent.of(xml.bytes(), form);
            content = new SoftReference<>(read);
        }
        return read;
    }

    Instant invoicingDate() {
        return invoicingDate;
    }

    /**
     * What the XML of an invoice of an earlier run tells. It is not kept: there may be many.
     *
     * @throws IllegalArgumentException if it is no XML
     */
    InvoiceContent savedContent(byte[] read) {
        try {
            return InvoiceContent.of(read, form);
        } catch (IllegalStateException unreadable) {
            throw new IllegalArgumentException("the field 'xml' is unreadable", unreadable);
        }
    }

    private Instant acquiredAt() {
        return invoicingDate.plus(times.untilNumber());
    }

    private Instant ownStorageDate() {
        return invoicingDate.plus(times.untilStored());
    }

    /** The date of permanent storage, which may lie ahead; nothing while the invoice is withheld from the storage. */
    public Optional<Instant> permanentStorageDate() {
        Instant changed = changedStorageDate;
        if (changed == null) {
            return Optional.of(ownStorageDate());
        }
        return changed.equals(WITHHELD) ? Optional.empty() : Optional.of(changed);
    }

    /** The date of permanent storage, as soon as it is told: from the moment before on. */
    public Optional<Instant> permanentStorageDate(Instant now) {
        return permanentStorageDate().filter(date -> !now.isBefore(date.minus(KeepingTimes.MOMENT)));
    }

    /** Sets the date of permanent storage; null withholds the invoice from the storage. */
    void storePermanently(@Nullable Instant date) {
        Instant changed = date == null ? WITHHELD : KsefTimestamps.inTicks(date);
        this.changedStorageDate = changed.equals(ownStorageDate()) ? null : changed;
    }

    /** Whether the invoice has its number by now. */
    public boolean hasNumber(Instant now) {
        return !now.isBefore(acquiredAt());
    }

    public boolean available(Instant now) {
        return !now.isBefore(invoicingDate.plus(times.untilAvailable()));
    }

    /** Stores the invoice after a high water mark, below which everything was told already. */
    void storeAfter(Instant mark) {
        if (!ownStorageDate().isAfter(mark)) {
            storePermanently(mark.plus(KeepingTimes.MOMENT));
        }
    }

    /** Stores the invoice when its own dates say, even if it comes late then. */
    void storeWithoutRegardToMarks() {
        storePermanently(ownStorageDate());
    }

    /** Whether a high water mark, or a test, gave it another date than its own. */
    boolean otherwiseDated() {
        return changedStorageDate != null;
    }

    /** Whether queries find the invoice by now. */
    public boolean stored(Instant now) {
        return available(now)
                && permanentStorageDate().filter(date -> !now.isBefore(date)).isPresent();
    }

    /** Whether the context is a party of the invoice. */
    public boolean concerns(LoginContext context) {
        InvoiceContent parties = content();
        InvoiceParty authorized = parties.authorizedSubject();
        return Stream.concat(Stream.of(parties.seller(), parties.buyer()), parties.thirdSubjects().stream())
                        .anyMatch(party -> party.is(context))
                || authorized != null && authorized.is(context);
    }

    HttpReply document() {
        return HttpReply.xml(200, xml.bytes()).with("x-ms-meta-hash", hash.toString());
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
                .put("acquisitionDate", KsefTimestamps.json(acquiredAt()));
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
                .put("invoiceHash", hash.toString());
        if (hashOfCorrectedInvoice != null) {
            json.put("hashOfCorrectedInvoice", hashOfCorrectedInvoice.toString());
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
