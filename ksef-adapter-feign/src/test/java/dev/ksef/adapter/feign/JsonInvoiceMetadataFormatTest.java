package dev.ksef.adapter.feign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.port.archive.InvoiceMetadataFormat;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.testkit.archive.InvoiceMetadataFormatContract;
import dev.ksef.testkit.event.RecordedEvents;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JsonInvoiceMetadataFormatTest extends InvoiceMetadataFormatContract {

    @Override
    protected InvoiceMetadataFormat format(KsefListener listener) {
        return new JsonInvoiceMetadataFormat(listener);
    }

    @Test
    void sameOddityInManyRows_isToldOnceForEachFile() {
        var events = new RecordedEvents();
        InvoiceMetadataFormat format = new JsonInvoiceMetadataFormat(events);
        String row = "{\"ksefNumber\":\"a\",\"unheardOf\":1,\"issueDate\":\"odd\",\"invoiceType\":\"VatX\"}";
        for (int i = 0; i < 2; i++) {
            format.read(bytes("[{\"ksefNumber\":\"a\"}" + ("," + row).repeat(50) + "]"), read -> {});
        }
        assertThat(events.of(KsefEvent.UnknownField.class))
                .extracting(KsefEvent.UnknownField::path)
                .containsExactly("/1/unheardOf", "/1/unheardOf");
        assertThat(events.of(KsefEvent.UnreadableValue.class)).hasSize(2);
        assertThat(events.of(KsefEvent.UnknownValue.class)).hasSize(2);
    }

    @Test
    void thousandsOfOddities_areNotAllTold() {
        var events = new RecordedEvents();
        String fields =
                IntStream.range(0, 5000).mapToObj(i -> ",\"f" + i + "\":1").collect(Collectors.joining());
        new JsonInvoiceMetadataFormat(events).read(bytes("[{\"ksefNumber\":\"a\"" + fields + "}]"), read -> {});
        assertThat(events.all()).hasSize(100);
    }

    @Test
    void listenerThatThrows_costsNothing() {
        KsefListener broken = new KsefListener() {
            @Override
            public void on(KsefEvent event) {
                throw new IllegalStateException("no matter");
            }
        };
        var rows = new ArrayList<InvoiceMetadata>();
        new JsonInvoiceMetadataFormat(broken).read(bytes("[{\"ksefNumber\":\"a\",\"unheardOf\":1}]"), rows::add);
        assertThat(rows).hasSize(1);
    }

    private static ByteArrayInputStream bytes(String file) {
        return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    }
}
