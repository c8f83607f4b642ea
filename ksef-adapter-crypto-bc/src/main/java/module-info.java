/** {@code CryptoEngine} on the JDK's providers. */
@org.jspecify.annotations.NullMarked
module dev.ksef.adapter.crypto {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;

    exports dev.ksef.adapter.crypto;
}
