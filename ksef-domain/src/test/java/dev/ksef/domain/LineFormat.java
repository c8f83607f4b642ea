package dev.ksef.domain;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.port.archive.InvoiceMetadataFormat;
import dev.ksef.testkit.model.invoice.InvoiceMetadataBuilder;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Metadata as one line for each invoice: number, hash, and date of storage. */
public final class LineFormat implements InvoiceMetadataFormat {

    /** The lines of these rows. */
    public static byte[] of(List<InvoiceMetadata> rows) {
        return rows.stream().map(LineFormat::line).collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
    }

    private static String line(InvoiceMetadata row) {
        return row.ksefNumber() + " " + (row.invoiceHash() == null ? "" : row.invoiceHash().value()) + " "
                + (row.permanentStorageDate() == null ? "" : row.permanentStorageDate());
    }

    @Override
    public void read(InputStream json, Consumer<InvoiceMetadata> taker) {
        new BufferedReader(new InputStreamReader(json, StandardCharsets.UTF_8))
                .lines()
                .filter(line -> !line.isEmpty())
                .map(line -> line.split(" ", -1))
                .forEach(words -> taker.accept(InvoiceMetadataBuilder.builder()
                        .ksefNumber(new KsefNumber(words[0]))
                        .invoiceHash(words[1].isEmpty() ? null : Sha256.of(words[1]))
                        .permanentStorageDate(words[2].isEmpty() ? null : OffsetDateTime.parse(words[2]))
                        .build()));
    }

    @Override
    public byte[] write(InvoiceMetadata metadata) {
        return of(List.of(metadata));
    }
}
