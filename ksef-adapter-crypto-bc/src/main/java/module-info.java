/**
 * {@code CryptoEngine}, signers with keys in files, and new keys. The JDK's providers compute; Bouncy Castle reads and writes
 * file formats.
 */
@org.jspecify.annotations.NullMarked
module dev.ksef.adapter.crypto {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.pkix;

    exports dev.ksef.adapter.crypto;
}
