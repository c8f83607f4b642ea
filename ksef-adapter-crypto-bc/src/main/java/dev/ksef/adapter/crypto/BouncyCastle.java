package dev.ksef.adapter.crypto;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Creates the provider that decrypts and encrypts keys in files. It is not registered: the application chooses providers. */
final class BouncyCastle {

    private BouncyCastle() {}

    /** Creates a new one for each key that is loaded, since any code that gets hold of a provider can change it. */
    static Provider provider() {
        return new BouncyCastleProvider();
    }
}
