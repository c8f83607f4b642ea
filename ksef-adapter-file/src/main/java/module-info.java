/** {@code TokenStore} and {@code KeyStore} in encrypted files. */
@org.jspecify.annotations.NullMarked
module dev.ksef.adapter.file {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;

    exports dev.ksef.adapter.file;
}
