package dev.ksef.model.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvoiceMetadataTest {

    @Test
    void metadata_inALog_tellNothingOfTheInvoice() {
        assertThat(metadata()).hasToString("InvoiceMetadata[number]");
        assertThat(new InvoiceMetadataPage(false, false, null, List.of(metadata())).toString())
                .doesNotContain("12.34", "5265877635");
    }

    @Test
    void page_withoutItsWordForTruncation_isNotTruncated() {
        assertThat(new InvoiceMetadataPage(true, null, null, List.of()).isTruncated())
                .isFalse();
    }

    @Test
    void page_thatDoesNotSayWhetherThereIsMore_isNone() {
        assertThatThrownBy(() -> new InvoiceMetadataPage(null, false, null, List.of()))
                .hasMessage("hasMore");
        assertThatThrownBy(() -> new InvoiceMetadataPage(false, false, null, Arrays.asList(metadata(), null)))
                .as("a row must not be lost")
                .hasMessage("invoices[]");
    }

    private static InvoiceMetadata metadata() {
        return new InvoiceMetadata(
                new KsefNumber("number"),
                "FV/1",
                null,
                null,
                null,
                null,
                new InvoiceMetadata.Seller(new Nip("5265877635"), "name"),
                null,
                new BigDecimal("12.34"),
                null,
                null,
                "PLN",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Arrays.asList((InvoiceMetadata.ThirdSubject) null),
                null);
    }
}
