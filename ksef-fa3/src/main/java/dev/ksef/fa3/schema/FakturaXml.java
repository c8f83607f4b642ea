package dev.ksef.fa3.schema;

import dev.ksef.fa3.field.UnreadableInvoiceException;
import dev.ksef.fa3.internal.XmlSink;
import dev.ksef.fa3.internal.XmlSource;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.internal.NamespaceGuard;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * The XML of {@link Faktura}.
 *
 * <p>What is read and written again is the same document after Exclusive XML Canonicalization, without comments, but for
 *
 * <ul>
 *   <li>processing instructions, white space between elements, prefixes and their declarations, and attributes that
 *       tell where a schema is ({@code xsi:schemaLocation}) or repeat a type ({@code xsi:type});
 *   <li>white space around and within a value where the schema says that it is not part of the value;
 *   <li>needless signs and zeros before the digits of numbers, where the schema allows them: {@code +01} becomes {@code 1},
 *       {@code -0.00} becomes {@code 0.00}. Zeros after the point stay;
 *   <li>an empty {@code PrefiksPodatnika} of {@code Podmiot1}, for which the schema has {@code PL}.
 * </ul>
 */
public final class FakturaXml {

    private static final int BUFFER_BYTES = 8192;

    private FakturaXml() {}

    /**
     * Reads an invoice.
     *
     * @throws UnreadableInvoiceException if it is not well-formed XML in UTF-8, has a byte order mark or a document type, is larger than
     *     {@link InvoiceXml#LARGEST_BYTES}, has more namespace declarations than anybody writes, or does not obey the schema; tells the first place where it does not
     */
    public static Faktura read(InvoiceXml invoice) {
        Objects.requireNonNull(invoice, "invoice");
        if (invoice.sizeBytes() > InvoiceXml.LARGEST_BYTES) {
            throw new UnreadableInvoiceException("/", "has more than " + InvoiceXml.LARGEST_BYTES + " bytes", -1, -1);
        }
        if (NamespaceGuard.crowdedTag(invoice.bytes()) >= 0) {
            throw new UnreadableInvoiceException(
                    "/",
                    "has an element to which more than " + NamespaceGuard.MOST_DECLARATIONS
                            + " namespace declarations apply",
                    -1,
                    -1);
        }
        XmlSource source = XmlSource.open(invoice.openStream(), Faktura.NAMESPACE);
        source.root("Faktura");
        Faktura read = Faktura.read(source);
        source.end();
        return read;
    }

    /**
     * Writes an invoice, in UTF-8 and without white space between elements. The same invoice is always the same bytes.
     *
     * @throws IllegalArgumentException if it has more than {@link InvoiceXml#LARGEST_BYTES}
     */
    public static InvoiceXml write(Faktura invoice) {
        var bytes = new ByteArrayOutputStream(BUFFER_BYTES);
        writeInto(bytes, invoice);
        return InvoiceXml.of(bytes.toByteArray());
    }

    /**
     * Writes an invoice into a stream, which is not closed.
     *
     * @throws UncheckedIOException if the stream fails
     */
    public static void write(Faktura invoice, OutputStream stream) {
        var buffered = new BufferedOutputStream(Objects.requireNonNull(stream, "stream"), BUFFER_BYTES);
        writeInto(buffered, invoice);
        try {
            buffered.flush();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void writeInto(OutputStream stream, Faktura invoice) {
        Objects.requireNonNull(invoice, "invoice");
        XmlSink sink = XmlSink.open(stream);
        sink.root("Faktura", Faktura.NAMESPACE);
        invoice.writeContent(sink);
        sink.end();
        sink.close();
    }
}
