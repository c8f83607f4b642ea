package dev.ksef.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.internal.ReceivedCollections;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {

    @Test
    void invoice_isTakenByteForByte(@TempDir Path folder) throws IOException {
        byte[] bytes = {(byte) 0xEF, '<', '\r', '\n', ' '};
        Path file = Files.write(folder.resolve("i.xml"), bytes);
        assertThat(InvoiceXml.read(file).bytes()).isEqualTo(bytes);
        assertThat(InvoiceXml.read(new ByteArrayInputStream(bytes)).bytes()).isEqualTo(bytes);
        InvoiceXml invoice = InvoiceXml.of(bytes);
        bytes[0] = 0;
        invoice.bytes()[0] = 0;
        assertThat(invoice.bytes()[0]).isEqualTo((byte) 0xEF);
        assertThat(invoice).hasToString("InvoiceXml[5 bytes]");
    }

    @Test
    void invoice_thatIsEmptyOrAbsurd_isRefused() {
        assertThatThrownBy(() -> InvoiceXml.of(new byte[0])).hasMessageContaining("empty");
        assertThatThrownBy(() -> InvoiceXml.of(new byte[InvoiceXml.LARGEST_BYTES + 1]))
                .hasMessageContaining("1 000 000");
        assertThatThrownBy(() -> InvoiceXml.read(InputStream.nullInputStream())).hasMessageContaining("empty");
    }

    @Test
    void invoice_fromAnEndlessStream_isRefusedSoon() {
        var endless = new InputStream() {
            @Override
            public int read() {
                return ' ';
            }
        };
        assertThatThrownBy(() -> InvoiceXml.read(endless)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void invoice_thatCannotBeRead_namesTheFile(@TempDir Path folder) {
        assertThatThrownBy(() -> InvoiceXml.read(folder.resolve("missing.xml")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("missing.xml");
    }

    @Test
    void collections_asSent_loseTheirNullsOnly() {
        assertThat(ReceivedCollections.list(null)).isEmpty();
        assertThat(ReceivedCollections.list(Arrays.asList("a", null, "b"))).containsExactly("a", "b");
        Map<String, String> sent = new HashMap<>();
        sent.put("x", null);
        sent.put("y", "z");
        assertThat(ReceivedCollections.map(sent)).containsOnlyKeys("y");
        List<String> source = new ArrayList<>(List.of("a"));
        List<String> copy = ReceivedCollections.list(source);
        source.add("b");
        assertThat(copy).containsExactly("a");
        assertThatThrownBy(() -> copy.add("c")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void status_tellsSuccessFromFailureByItsCode() {
        assertThat(new StatusInfo(150, null, null, null).isFailure()).isFalse();
        assertThat(new StatusInfo(200, null, null, null).isSuccess()).isTrue();
        assertThat(new StatusInfo(445, "opis", List.of("a", "b"), null).summary())
                .isEqualTo("445 opis: a; b");
        assertThatThrownBy(() -> new StatusInfo(null, "d", null, null)).hasMessage("code");
    }
}
