package dev.ksef.simulator;

import dev.ksef.simulator.identifier.KsefNumbers;
import dev.ksef.simulator.identifier.ReferenceNumbers;
import dev.ksef.simulator.invoice.GeneratedInvoice;
import dev.ksef.simulator.invoice.InvoiceArchive;
import dev.ksef.simulator.invoice.InvoiceJudge;
import dev.ksef.simulator.invoice.InvoiceVerdict;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.state.Stateful;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The invoices that a simulator has. Tests fill it without signing in and sending, and change when an invoice is stored
 * for good, which queries and exports by that date go by. Thread-safe.
 */
public final class InvoiceRepository {

    /** How many invoices were generated, so that those of the next run have other numbers. */
    private record Generated(AtomicInteger last) implements Stateful {

        @Override
        public String section() {
            return "generated-invoices";
        }

        @Override
        public void save(Consumer<ObjectNode> rows) {
            rows.accept(JsonTrees.object().put("last", last.get()));
        }

        @Override
        public void restore(SavedRow row) {
            last.set(row.number("last"));
        }
    }

    private final InvoiceArchive archive;
    private final InvoiceJudge judge;
    private final KsefNumbers numbers = new KsefNumbers();
    private final String session;
    private final AtomicInteger generated = new AtomicInteger();

    InvoiceRepository(InvoiceArchive archive, InvoiceJudge judge, ReferenceNumbers references) {
        this.archive = archive;
        this.judge = judge;
        this.session = references.next(ReferenceNumbers.Kind.ONLINE_SESSION);
    }

    /** What the saved state has of it; the invoices are saved elsewhere. */
    Stateful saved() {
        return new Generated(generated);
    }

    /**
     * Makes small FA(3) invoices, each with a number of its own, and takes them as if they had been sent and accepted. Their
     * dates of acceptance are spread evenly from the first moment to the last, their dates of issue are the Polish days
     * of those; one invoice alone has the first moment. The delays of the settings follow after the acceptance. An
     * invoice whose date of permanent storage lies before a high water mark that was told already is one that came late.
     *
     * @param count how many
     * @param sellerNip 10 digits
     * @param buyerNip 10 digits
     * @return their KSeF numbers, in the order of their dates
     * @throws IllegalArgumentException if the count is below 1, a NIP has not its shape, or the last moment is before the first
     */
    public List<String> store(int count, String sellerNip, String buyerNip, Instant first, Instant last) {
        ArgumentChecks.atLeast(1, count);
        ArgumentChecks.nip(sellerNip);
        ArgumentChecks.nip(buyerNip);
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("The last moment is earlier than the first: " + last + ", " + first);
        }
        Duration step = Duration.between(first, last).dividedBy(Math.max(1, count - 1));
        List<String> stored = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int ordinal = generated.incrementAndGet();
            GeneratedInvoice invoice = new GeneratedInvoice(
                    sellerNip, buyerNip, "SYM/" + ordinal, ordinal, first.plus(step.multipliedBy(i)));
            stored.add(asDated(invoice.keepIn(archive, numbers, session)));
        }
        return stored;
    }

    /**
     * Takes an invoice of any structure as if its issuer had sent it. It is judged like one that was sent.
     *
     * @return its KSeF number
     * @throws IllegalArgumentException if it is rejected; the message has the reason of KSeF
     */
    public String store(String xml, Instant acceptedAt) {
        InvoiceVerdict verdict = judge.judge(xml.getBytes(StandardCharsets.UTF_8), session, acceptedAt);
        if (verdict.accepted() == null) {
            throw new IllegalArgumentException("KSeF rejects this invoice with status "
                    + verdict.status().code() + ": " + verdict.status().description() + " "
                    + verdict.status().details());
        }
        return asDated(verdict.accepted().ksefNumber().toString());
    }

    private String asDated(String ksefNumber) {
        archive.storeWithoutRegardToMarks(ksefNumber);
        return ksefNumber;
    }

    /**
     * Withholds an invoice from the permanent storage: it can be downloaded by its number, but has no date of permanent
     * storage and is not found, until {@link #setPermanentStorageDate} gives it one. KSeF was seen to do that for hours.
     *
     * @throws IllegalArgumentException if there is no such invoice
     */
    public void withhold(String ksefNumber) {
        change(ksefNumber, null);
    }

    /**
     * Sets the date of permanent storage of an invoice. A date before a high water mark that was told already makes it
     * one that came late, which should not be but was seen; a date that lies ahead makes it one that is not found yet.
     *
     * @throws IllegalArgumentException if there is no such invoice
     */
    public void setPermanentStorageDate(String ksefNumber, Instant date) {
        change(ksefNumber, date);
    }

    private void change(String ksefNumber, @Nullable Instant date) {
        if (!archive.storePermanently(ksefNumber, date)) {
            throw new IllegalArgumentException("No invoice has the KSeF number " + ksefNumber);
        }
    }
}
