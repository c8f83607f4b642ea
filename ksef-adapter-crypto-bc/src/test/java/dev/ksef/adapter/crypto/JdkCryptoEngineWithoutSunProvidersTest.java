package dev.ksef.adapter.crypto;

import dev.ksef.port.CryptoEngine;
import dev.ksef.testkit.crypto.CryptoEngineContract;

/** A JVM of another vendor, or one in FIPS mode, may lack the named providers: the default lookup does then. */
class JdkCryptoEngineWithoutSunProvidersTest extends CryptoEngineContract {

    @Override
    protected CryptoEngine engine() {
        return new JdkCryptoEngine(JdkProvider.named("NoSuchProvider"), JdkProvider.named("NoSuchProvider"));
    }
}
