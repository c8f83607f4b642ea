package dev.ksef.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InvoiceXmlTest {

    private static final byte[] GIVEN = {'<', 'a', '/', '>'};

    @Test
    void givenBytes_changedAfterwards_changeNothing() {
        byte[] given = GIVEN.clone();
        InvoiceXml invoice = InvoiceXml.of(given);
        given[1] = 'b';
        assertThat(invoice.bytes()).isEqualTo(GIVEN);
    }

    @Test
    void bytesHandedOut_changed_changeNothing() throws IOException {
        InvoiceXml invoice = InvoiceXml.of(GIVEN);
        invoice.bytes()[1] = 'b';
        invoice.openStream().readAllBytes()[1] = 'b';
        invoice.openStream().transferTo(new ByteArrayOutputStream() {
            @Override
            public void write(byte[] handed, int from, int length) {
                Arrays.fill(handed, (byte) 'b');
            }
        });
        assertThat(invoice.bytes()).isEqualTo(GIVEN);
    }

    @Test
    void stream_transferred_yieldsWhatIsLeft() throws IOException {
        var stream = InvoiceXml.of(GIVEN).openStream();
        assertThat(stream.read()).isEqualTo('<');
        var rest = new ByteArrayOutputStream();
        assertThat(stream.transferTo(rest)).isEqualTo(3);
        assertThat(rest.toString()).isEqualTo("a/>");
    }

    @Test
    void lentBytes_areThoseThatAreSent() {
        InvoiceXml invoice = InvoiceXml.of(GIVEN);
        byte[] lent = invoice.lend(bytes -> bytes);
        assertThat(lent).isEqualTo(GIVEN);
        assertThat(invoice.<byte[]>lend(bytes -> bytes)).as("no copy").isSameAs(lent);
    }
}
