package dev.ksef.adapter.crypto;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Decrypts and encrypts keys in files. Registered nowhere: which providers a JVM has, the application decides. */
final class BouncyCastle {

    private BouncyCastle() {}

    /** A new one for each key that is loaded, since providers can be changed by whoever gets hold of one. */
    static Provider provider() {
        return new BouncyCastleProvider();
    }
}
