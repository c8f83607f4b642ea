package dev.ksef.domain.preflight;

import dev.ksef.domain.xml.Utf8Reader;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.Validator;
import org.xml.sax.SAXException;

/**
 * Tells whether invoices conform to a schema, and not where they do not. The JDK's validator with its own parser spares half of what a
 * handler behind a parser costs, and validators are kept.
 */
final class QuickValidation {

    /** A validator holds on to the names of all that it read, so it is dropped after that many bytes. */
    private static final int MOST_BYTES = 1_000_000;

    private final Schema schema;
    private final Queue<Kept> idle =
            new ArrayBlockingQueue<>(Runtime.getRuntime().availableProcessors());

    QuickValidation(Schema schema) {
        this.schema = schema;
    }

    /**
     * A validator that nobody uses now.
     *
     * @param bytes how many it read so far
     */
    private record Kept(Validator validator, int bytes) {}

    /** Tells whether a well-formed invoice conforms. Where it does not, or that cannot be told, the validator is not used again. */
    boolean passes(byte[] invoice) {
        Kept kept = idle.poll();
        try (var source = new Utf8Reader(invoice, null)) {
            Validator validator = kept == null ? validator() : kept.validator();
            validator.validate(new StreamSource(source));
            int bytes = invoice.length + (kept == null ? 0 : kept.bytes());
            if (bytes < MOST_BYTES) {
                idle.offer(new Kept(validator, bytes));
            }
            return true;
        } catch (SAXException | IOException doesNotConform) {
            return false;
        }
    }

    private Validator validator() throws SAXException {
        Validator validator = schema.newValidator();
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        return validator;
    }
}
