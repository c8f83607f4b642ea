package dev.ksef.simulator.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.crypto.Sha256Base64;
import dev.ksef.simulator.identifier.KsefNumber;
import dev.ksef.simulator.storage.KeepingTimes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatedInvoicesTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final KeepingTimes AT_ONCE = new KeepingTimes(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    private final DatedInvoices dated = new DatedInvoices(InvoiceDate.INVOICING);
    private int arrived;

    private StoredInvoice add(int second) {
        StoredInvoice invoice = new StoredInvoice(
                new TakenInvoice(
                        new KsefNumber(5265877635L, 20261123, arrived),
                        "session",
                        "FV/" + second + "/" + arrived,
                        LocalDate.of(2026, 11, 23),
                        false),
                InvoiceStructure.FA_3,
                () -> new byte[0],
                0,
                Sha256Base64.ofData(new byte[0]),
                null,
                START.plusSeconds(second),
                AT_ONCE);
        invoice.arriveAs(arrived++);
        dated.add(invoice);
        return invoice;
    }

    /** All of a range, in pieces of two. */
    private List<String> range(int from, int to, boolean newestFirst) {
        List<String> found = new ArrayList<>();
        StoredInvoice last = null;
        List<StoredInvoice> next;
        do {
            next = dated.next(START.plusSeconds(from), START.plusSeconds(to), last, newestFirst, 2);
            for (StoredInvoice invoice : next) {
                found.add(invoice.invoiceNumber());
                last = invoice;
            }
        } while (!next.isEmpty());
        return found;
    }

    @Test
    void range_hasBothBounds_andThoseOfOneMomentInTheOrderInWhichTheyCame() {
        add(5);
        add(1);
        add(3);
        add(3);
        add(2);
        add(4);

        assertThat(range(2, 4, false)).containsExactly("FV/2/4", "FV/3/2", "FV/3/3", "FV/4/5");
        assertThat(range(2, 4, true)).containsExactly("FV/4/5", "FV/3/3", "FV/3/2", "FV/2/4");
        assertThat(range(0, 9, false)).hasSize(6);
        assertThat(range(6, 9, false)).isEmpty();
        assertThat(range(6, 9, true)).isEmpty();
        assertThat(range(-9, 0, true)).isEmpty();
        assertThat(range(4, 2, false)).as("the wrong way round").isEmpty();
        assertThat(range(4, 2, true)).isEmpty();
    }

    @Test
    void invoice_takenOut_isNotFound_andTheOthersAre() {
        add(1);
        StoredInvoice out = add(1);
        add(1);

        dated.remove(out);
        dated.remove(out);

        assertThat(range(0, 9, false)).containsExactly("FV/1/0", "FV/1/2");
    }
}
