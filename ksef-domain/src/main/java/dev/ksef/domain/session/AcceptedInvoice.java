package dev.ksef.domain.session;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.Upo;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.session.SessionInvoice;
import java.net.URI;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An invoice that KSeF accepted: it is legally issued and received. */
public final class AcceptedInvoice {

    private final SessionInvoice invoice;
    private final KsefNumber ksefNumber;
    private final Sha256 hash;
    private final InvoiceFacts facts;
    private final @Nullable SendOptions sentWith;
    private final UpoDownload upos;
    private final URI qrBase;

    AcceptedInvoice(
            SessionInvoice invoice,
            KsefNumber ksefNumber,
            Sha256 hash,
            InvoiceFacts facts,
            @Nullable SendOptions sentWith,
            UpoDownload upos,
            URI qrBase) {
        this.invoice = invoice;
        this.ksefNumber = ksefNumber;
        this.hash = hash;
        this.facts = facts;
        this.sentWith = sentWith;
        this.upos = upos;
        this.qrBase = qrBase;
    }

    /** Its number in KSeF. */
    public KsefNumber ksefNumber() {
        return ksefNumber;
    }

    /** Its number in the session. */
    public ReferenceNumber referenceNumber() {
        return invoice.referenceNumber();
    }

    /** SHA-256 of its XML, as sent. */
    public Sha256 hash() {
        return hash;
    }

    /** When KSeF gave the number: the legal date of receipt. */
    public Optional<OffsetDateTime> acquisitionDate() {
        return Optional.ofNullable(invoice.acquisitionDate());
    }

    /** Tells whether KSeF made it offline, by request or by its date of issue; an unknown mode is neither. */
    public boolean isOffline() {
        return offlineReason().isPresent();
    }

    /** Why it is offline; empty where it is not. */
    public Optional<OfflineReason> offlineReason() {
        return OfflineReason.of(invoice, sentWith);
    }

    /** Tells whether it was sent as online, and KSeF made it offline since its date of issue is before the day of sending. */
    public boolean isOfflineByDate() {
        return offlineReason().filter(OfflineReason.ISSUE_DATE::equals).isPresent();
    }

    /** Returns the seller's NIP as the XML has it; empty where it could not be read. */
    public Optional<Nip> sellerNip() {
        return Optional.ofNullable(facts.sellerNip());
    }

    /** P_1 as the XML has it; empty where it could not be read. */
    public Optional<LocalDate> issueDate() {
        return Optional.ofNullable(facts.issueDate());
    }

    /** Returns all that KSeF said of it. */
    public SessionInvoice status() {
        return invoice;
    }

    /**
     * KOD I: what its QR code leads to.
     *
     * @throws KsefException if seller and date of issue could not be read from the XML; then build the link yourself
     */
    public InvoiceVerificationLink verificationLink() {
        Nip seller = facts.sellerNip();
        LocalDate issued = facts.issueDate();
        if (seller == null || issued == null) {
            throw new KsefException("The seller's NIP and P_1 of invoice " + ksefNumber
                    + " could not be read from its XML: make the InvoiceVerificationLink with both of them");
        }
        return new InvoiceVerificationLink(qrBase, seller, issued, hash, ksefNumber);
    }

    /**
     * Its UPO, fetched now and checked against the hash that KSeF declares.
     *
     * @throws dev.ksef.model.error.KsefTransportException if it cannot be had unaltered
     */
    public Upo upo() {
        return upos.ofInvoice(referenceNumber());
    }

    @Override
    public String toString() {
        return "AcceptedInvoice[" + ksefNumber + "]";
    }
}
