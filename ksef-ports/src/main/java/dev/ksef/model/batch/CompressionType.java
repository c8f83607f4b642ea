package dev.ksef.model.batch;

import dev.ksef.model.TextValue;

/** The form of an archive of invoices. Source: schema {@code CompressionType} of API 2.6.0. */
public enum CompressionType implements TextValue {
    ZIP("Zip"),
    /** One tar in one gzip member. KSeF recommends it for large packages. */
    TAR_GZ("TarGz");

    private final String value;

    CompressionType(String value) {
        this.value = value;
    }

    @Override
    public String value() {
        return value;
    }
}
