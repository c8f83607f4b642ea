package dev.ksef.testkit.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ksef.model.FormCode;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.invoice.BuyerIdentifierType;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceType;
import dev.ksef.model.invoice.ThirdSubjectIdentifierType;
import dev.ksef.model.session.InvoicingMode;
import dev.ksef.port.archive.InvoiceMetadataFormat;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.testkit.event.RecordedEvents;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests what every {@link InvoiceMetadataFormat} must do. Extend this class and make the format. */
@Timeout(60)
public abstract class InvoiceMetadataFormatContract {

    private static final String SECRET = "tajna-nazwa-nabywcy";

    private static final String FULL = """
            {"ksefNumber":"5265877635-20250826-0100001AF629-AF","invoiceNumber":"FV/1","issueDate":"2026-11-01",
             "invoicingDate":"2026-11-01T10:00:00+01:00","acquisitionDate":"2026-11-01T10:00:01.1234567+01:00",
             "permanentStorageDate":"2026-11-01T09:00:02.5Z","seller":{"nip":"5265877635","name":"A \\"B\\" \u0142"},
             "buyer":{"identifier":{"type":"Nip","value":"1111111111"},"name":"C"},
             "netAmount":123456789012345678.91,"grossAmount":0.10,"vatAmount":-1.00,"currency":"PLN",
             "invoicingMode":"Online","invoiceType":"VatX",
             "formCode":{"systemCode":"FA (3)","schemaVersion":"1-0E","value":"FA"},"isSelfInvoicing":false,
             "hasAttachment":true,"invoiceHash":"HASH","hashOfCorrectedInvoice":"OTHER",
             "thirdSubjects":[{"identifier":{"type":"InternalId","value":"1-2"},"name":"D","role":4}],
             "authorizedSubject":{"nip":"2222222222","name":"E","role":1}}""";

    private static final List<String> OPTIONAL = List.of(
            "invoiceNumber",
            "issueDate",
            "invoicingDate",
            "acquisitionDate",
            "permanentStorageDate",
            "seller",
            "buyer",
            "netAmount",
            "grossAmount",
            "vatAmount",
            "currency",
            "invoicingMode",
            "invoiceType",
            "formCode",
            "isSelfInvoicing",
            "hasAttachment",
            "invoiceHash",
            "hashOfCorrectedInvoice",
            "thirdSubjects",
            "authorizedSubject");

    private final RecordedEvents events = new RecordedEvents();

    /** Makes the format. Called several times per test. */
    protected abstract InvoiceMetadataFormat format(KsefListener listener);

    @Test
    void row_isReadWithEveryField() {
        assertThat(read("{\"invoices\":[" + FULL + "]}"))
                .containsExactly(new InvoiceMetadata(
                        KsefNumber.of("5265877635-20250826-0100001AF629-AF"),
                        "FV/1",
                        LocalDate.of(2026, 11, 1),
                        OffsetDateTime.parse("2026-11-01T10:00:00+01:00"),
                        OffsetDateTime.parse("2026-11-01T10:00:01.1234567+01:00"),
                        OffsetDateTime.parse("2026-11-01T09:00:02.5Z"),
                        new InvoiceMetadata.Seller(Nip.of("5265877635"), "A \"B\" \u0142"),
                        new InvoiceMetadata.Buyer(
                                new InvoiceMetadata.Buyer.Identifier(
                                        OpenEnum.of(BuyerIdentifierType.class, "Nip"), "1111111111"),
                                "C"),
                        new BigDecimal("123456789012345678.91"),
                        new BigDecimal("0.10"),
                        new BigDecimal("-1.00"),
                        "PLN",
                        OpenEnum.of(InvoicingMode.class, "Online"),
                        OpenEnum.of(InvoiceType.class, "VatX"),
                        FormCode.FA_3,
                        false,
                        true,
                        new Sha256("HASH"),
                        new Sha256("OTHER"),
                        List.of(new InvoiceMetadata.ThirdSubject(
                                new InvoiceMetadata.ThirdSubject.Identifier(
                                        OpenEnum.of(ThirdSubjectIdentifierType.class, "InternalId"), "1-2"),
                                "D",
                                4)),
                        new InvoiceMetadata.AuthorizedSubject(new Nip("2222222222"), "E", 1)));
        assertThat(events.of(KsefEvent.UnknownField.class)).isEmpty();
        assertThat(events.of(KsefEvent.UnreadableValue.class)).isEmpty();
        assertThat(events.of(KsefEvent.UnknownValue.class)).hasSize(1);
    }

    @Test
    void rows_comeInTheirOrder_whereverTheListStands() {
        String rows = "[{\"ksefNumber\":\"a\"},{\"ksefNumber\":\"b\"}]";
        for (String file : List.of(
                rows,
                "\uFEFF" + rows,
                "{\"invoices\":" + rows + "}",
                "{\"version\":7,\"others\":[{\"invoices\":[{\"x\":[]}]}],\"invoices\":" + rows
                        + ",\"last\":{\"a\":[1]}}",
                " {\n\"others\" : null, \"invoices\"\t:" + rows + " } \r\n")) {
            assertThat(numbers(read(file))).as(file).containsExactly("a", "b");
        }
        assertThat(read("[]")).isEmpty();
        assertThat(read("{\"invoices\":[]}")).isEmpty();
        assertThat(events.of(KsefEvent.UnknownField.class))
                .extracting(KsefEvent.UnknownField::path)
                .contains("/version", "/others", "/last");
    }

    @Test
    void oddValues_costNoRow_andAreTold() {
        for (String odd : List.of("{\"a\":[1]}", "[7]", "\"\u0000\"".replace("\u0000", "\\u0000"), "true", "null")) {
            var fields = new StringBuilder("{\"ksefNumber\":\"a\"");
            for (String field : OPTIONAL) {
                fields.append(",\"").append(field).append("\":").append(odd);
            }
            String row =
                    fields.append(",\"unheardOf\":").append(odd).append("}").toString();
            List<InvoiceMetadata> rows = read("{\"invoices\":[" + row + ",{\"ksefNumber\":\"b\"}]}");
            assertThat(numbers(rows)).as(odd).containsExactly("a", "b");
            assertThat(rows.get(0).issueDate()).isNull();
            assertThat(rows.get(0).netAmount()).isNull();
        }
        assertThat(events.of(KsefEvent.UnknownField.class)).isNotEmpty();
        assertThat(events.of(KsefEvent.UnreadableValue.class))
                .extracting(KsefEvent.UnreadableValue::path)
                .contains("/invoices/0/issueDate", "/invoices/0/netAmount");
    }

    @Test
    void rowWithoutAReadableNumber_isAnInvoiceLost_andFails() {
        for (String row : List.of(
                "{\"invoiceNumber\":\"" + SECRET + "\"}",
                "{\"ksefNumber\":null}",
                "{\"ksefNumber\":{\"a\":\"" + SECRET + "\"}}",
                "{\"ksefNumber\":[\"" + SECRET + "\"]}",
                "{\"ksefNumber\":\"" + "9".repeat(10_000) + "\"}",
                "{}",
                "null",
                "7",
                "\"" + SECRET + "\"",
                "[{\"ksefNumber\":\"b\"}]")) {
            for (String file : List.of("[{\"ksefNumber\":\"a\"}," + row + "]", "{\"invoices\":[" + row + "]}")) {
                assertNoSecret(refused(file));
            }
        }
        assertThat(refused("{\"invoices\":[{\"ksefNumber\":\"a\"},{\"issueDate\":\"odd\"},{\"ksefNumber\":7}]}"))
                .as("it says where")
                .hasMessageContaining("/invoices/1");
        assertThat(events.all().toString()).doesNotContain(SECRET);
    }

    @Test
    void whatIsNoSuchFile_isRefusedWithoutQuotingIt() {
        for (String file : List.of(
                "",
                " ",
                "7",
                "null",
                "\"" + SECRET + "\"",
                "<html>" + SECRET + "</html>",
                SECRET,
                "{}",
                "{\"invoice\":[{\"ksefNumber\":\"a\"}]}",
                "{\"invoices\":null}",
                "{\"invoices\":{\"ksefNumber\":\"" + SECRET + "\"}}",
                "{\"invoices\":\"" + SECRET + "\"}",
                "{\"data\":{\"invoices\":[]}}",
                "{\"invoices\":[]}{\"invoices\":[]}",
                "{\"invoices\":[]} " + SECRET,
                "[] []",
                "[{\"ksefNumber\":\"a\" \"" + SECRET + "\"}]",
                "[{\"ksefNumber\":\"a\",\"invoiceNumber\":\"" + SECRET + "\u0001\"}]",
                "[{\"ksefNumber\":\"a\",\"netAmount\":1.2." + SECRET + "}]",
                "[{'ksefNumber':'a'}]",
                "[{\"ksefNumber\":\"a\"},]",
                "[{\"ksefNumber\":\"a\"} /* " + SECRET + " */]")) {
            assertNoSecret(refused(file));
        }
        assertThatThrownBy(() -> format(events)
                        .read(new ByteArrayInputStream(new byte[] {'[', '"', (byte) 0xC3, '(', '"', ']'}), row -> {}))
                .isInstanceOf(KsefStorageException.class);
        assertThat(events.all().toString()).doesNotContain(SECRET);
    }

    @Test
    void fileThatIsCutOff_isRefused_whereverItIsCut() {
        for (String file : List.of("{\"a\":1,\"invoices\":[" + FULL + "],\"b\":{\"c\":[2]}}", "[" + FULL + "]")) {
            byte[] whole = file.getBytes(UTF_8);
            for (int length = 0; length < whole.length; length++) {
                byte[] cut = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> format(events).read(new ByteArrayInputStream(cut), row -> {}))
                        .as("the first %d bytes", length)
                        .isInstanceOf(KsefStorageException.class);
            }
        }
    }

    @Test
    void fieldThatOccursTwice_isRefused() {
        refused("[{\"ksefNumber\":\"a\",\"ksefNumber\":\"b\"}]");
        refused("[{\"ksefNumber\":\"a\",\"invoiceHash\":\"x\",\"invoiceHash\":\"y\"}]");
        refused("{\"invoices\":[{\"ksefNumber\":\"a\"}],\"invoices\":[]}");
    }

    @Test
    void manyRows_areHandedOverWhileTheFileIsRead() {
        int count = 20_000;
        var file = new Pieces(Stream.of(
                        Stream.of("{\"first\":[1,2],\"invoices\":["),
                        IntStream.range(0, count)
                                .mapToObj(i -> (i == 0 ? "" : ",")
                                        + FULL.replace("FV/1", "FV/" + i)
                                                .replace("\"currency\"", "\"unheardOf" + i % 7 + "\":{},\"currency\"")),
                        Stream.of("],\"last\":[]}"))
                .flatMap(part -> part));
        var rows = new AtomicLong();
        var mostAhead = new AtomicLong();
        format(events).read(file, row -> {
            assertThat(row.invoiceNumber()).isEqualTo("FV/" + rows.getAndIncrement());
            mostAhead.accumulateAndGet(file.bytes - rows.get() * FULL.length(), Math::max);
        });
        assertThat(rows).hasValue(count);
        assertThat(mostAhead.get() - count * 40L)
                .as("bytes that were read before their row was handed over")
                .isLessThan(1_000_000);
    }

    @Test
    void whatHasNoEnd_isRefused() {
        // Long, so that few of them reach a limit in bytes.
        String longName = ",\"unheardOf#" + "x".repeat(200) + "\":1";
        for (List<String> endless : List.of(
                List.of("[{\"ksefNumber\":\"a\",\"invoiceNumber\":\"", "x".repeat(1000)),
                List.of("[{\"ksefNumber\":\"a\",\"unheardOf\":\"", "x".repeat(1000)),
                List.of("[{\"ksefNumber\":\"a\",\"netAmount\":1", "1".repeat(1000)),
                List.of("[{\"ksefNumber\":\"a\",\"unheardOf\":1", "1".repeat(1000)),
                List.of("[{\"ksefNumber\":\"a\",\"unheardOf\":", "[".repeat(1000)),
                List.of("[{\"ksefNumber\":\"a\",\"unheardOf\":", "{\"a\":".repeat(1000)),
                List.of("[{\"ksefNumber\":\"a\",\"unheardOf\":[1", ("," + "1".repeat(100)).repeat(10)),
                List.of("[{\"ksefNumber\":\"a\",\"thirdSubjects\":[{}", (",{" + " ".repeat(100) + "}").repeat(10)),
                List.of("[{\"ksefNumber\":\"a\",\"", "x".repeat(1000)),
                List.of("[{\"ksefNumber\":\"a\"", longName),
                List.of("{\"a\":1", longName),
                List.of("{\"a\":\"", "x".repeat(1000)),
                List.of("[", " ".repeat(1000)))) {
            var number = new AtomicLong();
            var file = new Pieces(Stream.concat(
                    Stream.of(endless.get(0)),
                    Stream.generate(() -> endless.get(1).replace("#", "" + number.getAndIncrement()))));
            assertThatThrownBy(() -> format(events).read(file, row -> {}))
                    .as(endless.get(0))
                    .isInstanceOf(KsefStorageException.class);
        }
    }

    @Test
    void stream_staysOpen_andItsFailureIsTold() {
        var closed = new ArrayList<String>();
        var file = new ByteArrayInputStream("[]".getBytes(UTF_8)) {
            @Override
            public void close() {
                closed.add("closed");
            }
        };
        format(events).read(file, row -> {});
        assertThat(closed).isEmpty();
        for (String beginning : List.of("", "[{\"ksefNumber\":\"", "{\"invoices\":[" + FULL + ",", "{\"a\":[")) {
            assertThatThrownBy(() -> format(events).read(thatFails(beginning, new IOException("lost")), row -> {}))
                    .isInstanceOf(KsefStorageException.class)
                    .hasRootCauseMessage("lost");
            var thrown = new IllegalStateException("not this one");
            assertThatThrownBy(() -> format(events).read(thatFails(beginning, thrown), row -> {}))
                    .isSameAs(thrown);
        }
    }

    @Test
    void whatTheTakerThrows_reachesTheCaller() {
        var thrown = new IllegalStateException("full");
        assertThatThrownBy(() -> format(events)
                        .read(new ByteArrayInputStream(("[" + FULL + "," + FULL + "]").getBytes(UTF_8)), row -> {
                            throw thrown;
                        }))
                .isSameAs(thrown);
    }

    @Test
    void metadata_thatAreWritten_areReadAgain() {
        InvoiceMetadata full = read("[" + FULL + "]").get(0);
        String written = new String(format(events).write(full), UTF_8);
        assertThat(read("[" + written + "]")).containsExactly(full);
        assertThat(written)
                .contains(
                        "\"permanentStorageDate\":\"2026-11-01T09:00:02.5Z\"",
                        "\"netAmount\":123456789012345678.91",
                        "\"invoiceType\":\"VatX\"",
                        "\"issueDate\":\"2026-11-01\"",
                        "\"formCode\":{\"systemCode\":\"FA (3)\"");
        InvoiceMetadata bare = read("[{\"ksefNumber\":\"a\"}]").get(0);
        assertThat(new String(format(events).write(bare), UTF_8)).isEqualTo("{\"ksefNumber\":\"a\"}");
    }

    private List<InvoiceMetadata> read(String file) {
        List<InvoiceMetadata> rows = new ArrayList<>();
        format(events).read(new ByteArrayInputStream(file.getBytes(UTF_8)), rows::add);
        return rows;
    }

    private Throwable refused(String file) {
        Throwable failure = catchThrowable(() -> read(file));
        assertThat(failure).as(file).isInstanceOf(KsefStorageException.class);
        return failure;
    }

    private static List<String> numbers(List<InvoiceMetadata> rows) {
        return rows.stream().map(row -> row.ksefNumber().value()).toList();
    }

    private static void assertNoSecret(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            assertThat(String.valueOf(each)).doesNotContain(SECRET, "tajna");
        }
    }

    private static InputStream thatFails(String beginning, Exception failure) {
        var good = new ByteArrayInputStream(beginning.getBytes(UTF_8));
        return new InputStream() {
            @Override
            public int read() throws IOException {
                int next = good.read();
                if (next >= 0) {
                    return next;
                }
                if (failure instanceof IOException known) {
                    throw known;
                }
                throw (RuntimeException) failure;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                into[offset] = (byte) read();
                return 1;
            }
        };
    }

    /** A file that is made while it is read. */
    private static final class Pieces extends InputStream {

        private final Iterator<String> pieces;
        private InputStream piece = InputStream.nullInputStream();
        private long bytes;

        Pieces(Stream<String> pieces) {
            this.pieces = pieces.iterator();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = piece.read(into, offset, length);
            while (count < 0 && pieces.hasNext()) {
                piece = new ByteArrayInputStream(pieces.next().getBytes(UTF_8));
                count = piece.read(into, offset, length);
            }
            bytes += Math.max(0, count);
            return count;
        }
    }
}
