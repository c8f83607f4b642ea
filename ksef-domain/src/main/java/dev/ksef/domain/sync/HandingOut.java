package dev.ksef.domain.sync;

import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.invoice.InvoiceMetadata;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Hands invoices to a consumer, some at a time: before, it is noted which, and afterwards, which were taken. A process that dies
 * in between leaves them as offered: they come again, marked as repeats.
 */
final class HandingOut implements AutoCloseable {

    private static final int MOST_AT_A_TIME = 50;
    private static final long MOST_BYTES_AT_A_TIME = 4 << 20;

    private final ChainLog log;
    private final SyncConsumer consumer;
    private final Function<Fresh, SyncedInvoice> made;
    private final List<Fresh> waiting = new ArrayList<>();
    private final Map<KsefNumber, @Nullable Instant> taken = new LinkedHashMap<>();
    private long waitingBytes;
    private long handedOut;
    private long repeats;

    HandingOut(ChainLog log, SyncConsumer consumer, Function<Fresh, SyncedInvoice> made) {
        this.log = log;
        this.consumer = consumer;
        this.made = made;
    }

    /** An invoice that was not taken yet. */
    record Fresh(
            KsefNumber number, InvoiceXml xml, @Nullable InvoiceMetadata metadata, boolean isRepeat) {}

    /** Hands an invoice out, now or soon; one that was taken before is passed over. */
    void add(KsefNumber number, InvoiceXml xml, @Nullable InvoiceMetadata metadata) {
        if (log.state().isTaken(number) || isWaiting(number)) {
            return;
        }
        waiting.add(new Fresh(number, xml, metadata, log.state().isOffered(number)));
        waitingBytes += xml.sizeBytes();
        if (waiting.size() == MOST_AT_A_TIME || waitingBytes >= MOST_BYTES_AT_A_TIME) {
            flush();
        }
    }

    private boolean isWaiting(KsefNumber number) {
        return taken.containsKey(number)
                || waiting.stream().anyMatch(fresh -> fresh.number().equals(number));
    }

    /** Hands out what waits. What was taken is noted with the next ones, or at the end. */
    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        log.handedOut(taken, waiting.stream().map(Fresh::number).toList());
        taken.clear();
        for (Fresh fresh : waiting) {
            refuseIfInterrupted();
            handOut(made.apply(fresh));
            taken.put(fresh.number(), stored(fresh.metadata()));
            handedOut++;
            repeats += fresh.isRepeat() ? 1 : 0;
        }
        waiting.clear();
        waitingBytes = 0;
    }

    /** A consumer may leave interrupts alone, and take its time. */
    private static void refuseIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new KsefDeadlineException("Interrupted while invoices were handed out", null);
        }
    }

    /** A consumer written in another language may throw checked exceptions, too. */
    private void handOut(SyncedInvoice invoice) {
        try {
            consumer.take(invoice);
        } catch (RuntimeException thrown) {
            throw new ConsumerFailedException(thrown);
        } catch (Exception checked) {
            if (checked instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new ConsumerFailedException(new KsefException("The consumer of invoices failed", checked));
        }
    }

    /** What the consumer threw. It may use KSeF itself: its failures tell nothing of what is fetched here. */
    static final class ConsumerFailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final RuntimeException thrown;

        ConsumerFailedException(RuntimeException thrown) {
            super(null, thrown, false, false);
            this.thrown = thrown;
        }

        RuntimeException thrown() {
            return thrown;
        }
    }

    private static @Nullable Instant stored(@Nullable InvoiceMetadata metadata) {
        OffsetDateTime date = metadata == null ? null : metadata.permanentStorageDate();
        return date == null ? null : date.toInstant();
    }

    long handedOut() {
        return handedOut;
    }

    long repeats() {
        return repeats;
    }

    /** Notes what was taken, also if something failed. */
    @Override
    public void close() {
        log.handedOut(taken, List.of());
        taken.clear();
    }
}
