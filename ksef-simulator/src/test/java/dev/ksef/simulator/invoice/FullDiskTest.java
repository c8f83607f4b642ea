package dev.ksef.simulator.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.storage.ByteShelf;
import dev.ksef.simulator.storage.StorageDelays;
import dev.ksef.simulator.storage.StorageFolder;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of an invoice that there is no space for. */
class FullDiskTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:37:21Z");

    @Test
    void invoice_thatCannotBeKept_isNotTaken_andNoDuplicateTheNextTime() {
        StorageFolder folder = new StorageFolder();
        // Nothing can be written there.
        folder.close();
        InvoiceArchive archive =
                new InvoiceArchive(new StorageDelays(Duration.ZERO, Duration.ZERO), new ByteShelf(folder, 0));
        InvoiceJudge judge = new InvoiceJudge(OfficialSchemas.none(), archive, new Rights(() -> NOW));
        byte[] xml = new TestInvoice("5265877635", "FV/1", "2026-11-23", "VAT", "", "")
                .xml()
                .getBytes(StandardCharsets.UTF_8);

        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(() -> judge.judge(xml, "session", NOW))
                    .as("attempt " + attempt)
                    .isInstanceOf(UncheckedIOException.class);
        }
        assertThat(archive.size()).isZero();
    }
}
