/** {@code CryptoEngine}, signers with keys in files and new keys, computed by the JDK's providers; formats by Bouncy Castle. */
@org.jspecify.annotations.NullMarked
module dev.ksef.adapter.crypto {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.pkix;

    exports dev.ksef.adapter.crypto;
}
