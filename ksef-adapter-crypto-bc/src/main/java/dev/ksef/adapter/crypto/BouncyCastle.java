package dev.ksef.adapter.crypto;

import java.security.Provider;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Decrypts and encrypts keys in files. Registered nowhere: which providers a JVM has, the application decides. */
final class BouncyCastle {

    static final Provider PROVIDER = new BouncyCastleProvider();

    private BouncyCastle() {}
}
