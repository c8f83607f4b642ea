/** The default assembly of the KSeF SDK: {@code KsefClient}. */
@org.jspecify.annotations.NullMarked
module dev.ksef.sdk {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;
    requires transitive dev.ksef.domain;
    requires transitive dev.ksef.adapter.feign;
    requires dev.ksef.adapter.compress;
    requires transitive dev.ksef.adapter.crypto;
    requires transitive dev.ksef.qr;

    exports dev.ksef;
}
