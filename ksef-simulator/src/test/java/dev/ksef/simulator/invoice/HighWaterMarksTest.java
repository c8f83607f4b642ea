package dev.ksef.simulator.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.identifier.KsefNumbers;
import dev.ksef.simulator.storage.ByteShelf;
import dev.ksef.simulator.storage.StorageDelays;
import dev.ksef.simulator.storage.StorageFolder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Marks that were told are kept, whatever is sent at the same time; and when an invoice is stored. */
class HighWaterMarksTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:37:21Z");
    private static final Duration LAG = Duration.ofSeconds(5);

    private final InvoiceArchive archive =
            new InvoiceArchive(new StorageDelays(Duration.ZERO, Duration.ZERO), new ByteShelf(new StorageFolder(), 1));
    private final HighWaterMarks marks = new HighWaterMarks(LAG, archive);

    @Test
    void invoice_whoseJudgingOutlastsAMark_isStoredAfterIt() {
        Instant mark = marks.of(null, NOW);

        assertThat(mark).isEqualTo(NOW.minus(LAG));
        assertThat(storageDate(mark.minusSeconds(1))).isAfter(mark);
        assertThat(storageDate(mark.plusSeconds(1)))
                .as("one that is not concerned")
                .isEqualTo(mark.plusSeconds(1).plusMillis(1));
    }

    @Test
    void earlierMark_doesNotTakeBackALaterOne() {
        Instant mark = marks.of(null, NOW);
        marks.of(null, NOW.minusSeconds(60));

        assertThat(storageDate(mark.minusSeconds(1))).isAfter(mark);
    }

    @Test
    void invoice_thatIsNotAvailableYet_isNotStored_whateverItsDate() {
        InvoiceArchive slow = new InvoiceArchive(
                new StorageDelays(Duration.ofMinutes(1), Duration.ZERO), new ByteShelf(new StorageFolder(), 1));
        StoredInvoice invoice = kept(slow, NOW);
        slow.storePermanently(invoice.ksefNumber(), NOW.minusSeconds(60));

        assertThat(invoice.stored(NOW.plusSeconds(59))).isFalse();
        assertThat(invoice.stored(NOW.plusSeconds(60))).isTrue();
    }

    private Instant storageDate(Instant acceptedAt) {
        return kept(archive, acceptedAt).permanentStorageDate().orElseThrow();
    }

    private static StoredInvoice kept(InvoiceArchive archive, Instant acceptedAt) {
        String number = new GeneratedInvoice("5265877635", "7156919057", "1", 1, acceptedAt)
                .keepIn(archive, new KsefNumbers(), "session");
        return archive.find(number).orElseThrow();
    }
}
