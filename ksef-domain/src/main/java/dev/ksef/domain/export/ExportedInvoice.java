package dev.ksef.domain.export;

import dev.ksef.model.InvoiceXml;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.invoice.InvoiceMetadata;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An invoice out of an exported package. */
public final class ExportedInvoice {

    private final KsefNumber ksefNumber;
    private final InvoiceXml xml;
    private final Sha256 hash;
    private final @Nullable InvoiceMetadata metadata;

    ExportedInvoice(KsefNumber ksefNumber, InvoiceXml xml, Sha256 hash, @Nullable InvoiceMetadata metadata) {
        this.ksefNumber = ksefNumber;
        this.xml = xml;
        this.hash = hash;
        this.metadata = metadata;
    }

    /** Returns its number in KSeF. */
    public KsefNumber ksefNumber() {
        return ksefNumber;
    }

    /** Returns its XML. */
    public InvoiceXml xml() {
        return xml;
    }

    /** Returns the SHA-256 of its XML, which is the one in its metadata, if there is one. */
    public Sha256 hash() {
        return hash;
    }

    /** Returns what the package tells of it; empty if the package has nothing on it. */
    public Optional<InvoiceMetadata> metadata() {
        return Optional.ofNullable(metadata);
    }

    @Override
    public String toString() {
        return "ExportedInvoice[" + ksefNumber + "]";
    }
}
