package dev.ksef.simulator.invoice;

import dev.ksef.simulator.identifier.KsefNumber;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.time.LocalDate;

/** What KSeF keeps of an invoice that it took, as the UPO tells it. There are many, so what can be computed is not kept. */
public final class TakenInvoice implements InvoiceVerdict {

    private static final ProcessingStatus SUCCESS = ProcessingStatus.of(200, "Sukces");

    private final KsefNumber ksefNumber;
    private final String sessionReference;
    private final String number;
    private final int issueDay;
    private final boolean offline;

    /**
     * Takes an invoice.
     *
     * @param number the number that the seller gave it
     */
    public TakenInvoice(
            KsefNumber ksefNumber, String sessionReference, String number, LocalDate issueDate, boolean offline) {
        this.ksefNumber = ksefNumber;
        this.sessionReference = sessionReference;
        this.number = number;
        this.issueDay = Math.toIntExact(issueDate.toEpochDay());
        this.offline = offline;
    }

    public KsefNumber ksefNumber() {
        return ksefNumber;
    }

    /** The reference number of the session in which it came. */
    public String session() {
        return sessionReference;
    }

    String sessionReference() {
        return sessionReference;
    }

    public String sellerNip() {
        return Long.toString(ksefNumber.sellerNip());
    }

    public String number() {
        return number;
    }

    public LocalDate issueDate() {
        return LocalDate.ofEpochDay(issueDay);
    }

    public String invoicingMode() {
        return offline ? "Offline" : "Online";
    }

    @Override
    public ProcessingStatus status() {
        return SUCCESS;
    }

    @Override
    public String invoiceNumber() {
        return number;
    }

    @Override
    public TakenInvoice accepted() {
        return this;
    }

    @Override
    public boolean offline() {
        return offline;
    }
}
