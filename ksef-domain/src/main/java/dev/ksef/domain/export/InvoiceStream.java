package dev.ksef.domain.export;

import dev.ksef.model.error.KsefException;
import dev.ksef.port.time.Time;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The invoices of a package, unpacked on a thread of their own while they are read. */
final class InvoiceStream implements Iterator<ExportedInvoice> {

    /** How much is unpacked ahead. */
    private static final long AHEAD_BYTES = 4 << 20;

    /** How much is handed over at once: waking the other thread for each invoice would cost as much as the rest. */
    private static final long AT_ONCE_BYTES = 256 << 10;

    private final HandOver<List<ExportedInvoice>> handOver;
    private Iterator<ExportedInvoice> some = Collections.emptyIterator();

    private InvoiceStream(HandOver<List<ExportedInvoice>> handOver) {
        this.handOver = handOver;
    }

    static Stream<ExportedInvoice> of(FetchedPackage source, Time time) {
        var handOver = new HandOver<List<ExportedInvoice>>(time, AHEAD_BYTES);
        var invoices = new InvoiceStream(handOver);
        return StreamSupport.stream(
                        () -> {
                            invoices.begin(source);
                            return Spliterators.spliteratorUnknownSize(
                                    invoices, Spliterator.ORDERED | Spliterator.NONNULL);
                        },
                        Spliterator.ORDERED | Spliterator.NONNULL,
                        false)
                .onClose(handOver::abandon);
    }

    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    private void begin(FetchedPackage source) {
        var thread = new Thread(
                () -> {
                    var batch = new Batch();
                    try {
                        source.read(batch::take);
                        batch.end(null);
                    } catch (RuntimeException failed) {
                        batch.end(failed);
                    } catch (Throwable failed) {
                        batch.end(new KsefException("The package could not be read to its end", failed));
                    }
                },
                "ksef-unpack");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public boolean hasNext() {
        if (!some.hasNext()) {
            List<ExportedInvoice> more = handOver.take();
            some = more == null ? Collections.emptyIterator() : more.iterator();
        }
        return some.hasNext();
    }

    @Override
    public ExportedInvoice next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return some.next();
    }

    /** What is handed over next. */
    private final class Batch {

        private List<ExportedInvoice> invoices = new ArrayList<>();
        private long bytes;

        boolean take(ExportedInvoice invoice) {
            invoices.add(invoice);
            bytes += invoice.xml().sizeBytes();
            return bytes < AT_ONCE_BYTES || handOver();
        }

        /** What came before a failure is handed over, too. */
        void end(@Nullable RuntimeException failure) {
            if (!invoices.isEmpty()) {
                handOver();
            }
            handOver.end(failure);
        }

        private boolean handOver() {
            boolean wanted = handOver.give(invoices, bytes);
            invoices = new ArrayList<>();
            bytes = 0;
            return wanted;
        }
    }
}
