package dev.ksef.adapter.feign;

import dev.ksef.adapter.feign.json.JsonCodec;
import dev.ksef.adapter.feign.json.MetadataRows;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.port.archive.InvoiceMetadataFormat;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.internal.ListenerGroup;
import dev.ksef.thirdparty.jackson.core.StreamReadConstraints;
import dev.ksef.thirdparty.jackson.core.StreamReadFeature;
import dev.ksef.thirdparty.jackson.core.TokenStreamFactory;
import dev.ksef.thirdparty.jackson.core.json.JsonFactory;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

/**
 * The {@link InvoiceMetadataFormat} in JSON. A file may be of any size, a row of it has 16 MiB at most. A field that occurs twice
 * makes a file unreadable, since either could be the one that counts. What is odd in many rows of a file is told once, where it
 * occurs first.
 */
public final class JsonInvoiceMetadataFormat implements InvoiceMetadataFormat {

    /** What events call such a file. */
    private static final String NAME = "_metadata.json";

    private final KsefListener listener;
    // Without a memory for names, which files could fill.
    private final JsonMapper mapper = JsonCodec.mapper(JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(JsonCodec.LONGEST_NUMBER)
                    .build())
            .build());

    /** @param listener is told of unknown fields, unknown values, and values that cannot be read */
    public JsonInvoiceMetadataFormat(KsefListener listener) {
        this.listener = ListenerGroup.of(List.of(listener));
    }

    @Override
    public void read(InputStream json, Consumer<InvoiceMetadata> taker) {
        new MetadataRows(NAME, json, mapper.readerFor(InvoiceMetadata.class), listener, taker).read();
    }

    @Override
    public byte[] write(InvoiceMetadata metadata) {
        return mapper.writeValueAsBytes(metadata);
    }
}
