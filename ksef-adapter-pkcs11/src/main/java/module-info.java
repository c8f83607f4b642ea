/** {@code Signer} and {@code NewKey} on smart cards and HSMs, through the JDK's PKCS#11 provider. */
@org.jspecify.annotations.NullMarked
module dev.ksef.adapter.pkcs11 {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;
    // Named, although nothing of it is exported, so that jlink puts it into an image.
    requires jdk.crypto.cryptoki;

    exports dev.ksef.adapter.pkcs11;
}
