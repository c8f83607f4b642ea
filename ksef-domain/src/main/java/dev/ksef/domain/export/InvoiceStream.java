package dev.ksef.domain.export;

import dev.ksef.model.error.KsefException;
import dev.ksef.port.time.Time;
import java.util.Iterator;
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

    private final HandOver<ExportedInvoice> handOver;
    private @Nullable ExportedInvoice next;

    private InvoiceStream(HandOver<ExportedInvoice> handOver) {
        this.handOver = handOver;
    }

    static Stream<ExportedInvoice> of(FetchedPackage source, Time time) {
        var handOver = new HandOver<ExportedInvoice>(time, AHEAD_BYTES);
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
                    try {
                        source.read(
                                invoice -> handOver.give(invoice, invoice.xml().sizeBytes()));
                        handOver.end(null);
                    } catch (RuntimeException failed) {
                        handOver.end(failed);
                    } catch (Throwable failed) {
                        handOver.end(new KsefException("The package could not be read to its end", failed));
                    }
                },
                "ksef-unpack");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = handOver.take();
        }
        return next != null;
    }

    @Override
    public ExportedInvoice next() {
        ExportedInvoice taken = hasNext() ? next : null;
        if (taken == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return taken;
    }
}
