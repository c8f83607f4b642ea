package dev.ksef.adapter.feign.json;

import dev.ksef.adapter.feign.call.RedactedAnswer;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.port.event.KsefListener;
import dev.ksef.thirdparty.jackson.core.JacksonException;
import dev.ksef.thirdparty.jackson.core.JsonParser;
import dev.ksef.thirdparty.jackson.core.JsonToken;
import dev.ksef.thirdparty.jackson.core.exc.StreamReadException;
import dev.ksef.thirdparty.jackson.core.exc.UnexpectedEndOfInputException;
import dev.ksef.thirdparty.jackson.databind.ObjectReader;
import java.io.InputStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One reading of a file with the metadata of invoices. One row is in memory at a time. */
public final class MetadataRows {

    private static final String LIST = "invoices";

    /** A row has some kilobytes. */
    private static final int LARGEST_ROW_BYTES = 16 << 20;

    private final BoundedSource source;
    private final ReadingProblems problems;
    private final ObjectReader reader;
    private final Consumer<InvoiceMetadata> taker;

    /**
     * @param name of the file, for events
     * @param reader of rows
     */
    public MetadataRows(
            String name,
            InputStream source,
            ObjectReader reader,
            KsefListener listener,
            Consumer<InvoiceMetadata> taker) {
        this.source = new BoundedSource(source, LARGEST_ROW_BYTES);
        this.problems = ReadingProblems.ofFile(name, listener);
        this.reader = reader.withAttribute(ReadingProblems.class, problems);
        this.taker = taker;
    }

    /** @throws KsefStorageException if it is no such file, or the stream fails */
    public void read() {
        try (JsonParser parser = reader.createParser(source)) {
            read(parser);
        } catch (JacksonException broken) {
            throw failed(broken, "its beginning");
        }
    }

    private void read(JsonParser parser) {
        JsonToken first = next(parser);
        if (first == JsonToken.START_OBJECT) {
            object(parser);
        } else if (first == JsonToken.START_ARRAY) {
            rows(parser);
        } else {
            throw unreadable("it is neither an object nor a list");
        }
        if (next(parser) != null) {
            throw unreadable("something stands behind its end");
        }
    }

    private void object(JsonParser parser) {
        boolean found = false;
        while (next(parser) != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = next(parser);
            if (!name.equals(LIST)) {
                problems.unknownField("", name);
                skip(parser);
            } else if (value == JsonToken.START_ARRAY) {
                found = true;
                rows(parser);
            } else {
                throw unreadable("/" + LIST + " is not a list");
            }
        }
        if (!found) {
            throw unreadable("/" + LIST + " is missing");
        }
    }

    private void rows(JsonParser parser) {
        while (next(parser) != JsonToken.END_ARRAY) {
            InvoiceMetadata row = row(parser);
            source.nextRow();
            taker.accept(row);
        }
    }

    private InvoiceMetadata row(JsonParser parser) {
        problems.goOn();
        InvoiceMetadata row = parsed(parser, () -> reader.readValue(parser));
        if (row == null) {
            throw unreadable(place(parser) + " is not an invoice");
        }
        return row;
    }

    /** Passes over a value. The elements of a list count like rows, so that the list may have any length. */
    private void skip(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parsed(parser, parser::skipChildren);
            return;
        }
        while (next(parser) != JsonToken.END_ARRAY) {
            parsed(parser, parser::skipChildren);
            source.nextRow();
        }
    }

    private @Nullable JsonToken next(JsonParser parser) {
        return parsed(parser, parser::nextToken);
    }

    private <T> @Nullable T parsed(JsonParser parser, Reading<T> reading) {
        try {
            return reading.read();
        } catch (JacksonException broken) {
            throw failed(broken, place(parser));
        }
    }

    /** Jackson's messages quote values: the message is made of what was noted while reading, and of the place. */
    private RuntimeException failed(JacksonException broken, String place) {
        Exception ofTheStream = source.failure();
        if (ofTheStream instanceof RuntimeException thrown) {
            return thrown;
        }
        if (ofTheStream != null) {
            return new KsefStorageException("The metadata of a package cannot be read", ofTheStream);
        }
        if (broken instanceof UnexpectedEndOfInputException) {
            return unreadable("it ends too early, within " + place);
        }
        return broken instanceof StreamReadException
                ? unreadable("it is not well-formed, or beyond all measure, at " + place)
                : unreadable(problems.first());
    }

    private static String place(JsonParser parser) {
        String place = RedactedAnswer.path(null, ReadingProblems.path(parser));
        return place.isEmpty() ? "its beginning" : place;
    }

    private static KsefStorageException unreadable(String why) {
        return new KsefStorageException("The metadata of a package cannot be read: " + why, null);
    }

    /** A step of the parser. */
    private interface Reading<T> {

        @Nullable
        T read();
    }
}
