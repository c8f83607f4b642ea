package dev.ksef.benchmarks.sample;

import dev.ksef.adapter.pkcs11.Pkcs11Token;
import dev.ksef.port.signing.Signer;
import dev.ksef.testkit.signing.SoftHsm;

/** A key in SoftHSM. */
public record HsmKey(Pkcs11Token token, Signer signer) implements AutoCloseable {

    private static final String ALIAS = "benchmark";

    /**
     * Imports a key into a new token of SoftHSM.
     *
     * @throws RuntimeException that says what is missing: SoftHSM, or its configuration in the environment; JMH reports it
     *     and goes on with the next benchmark
     */
    public static HsmKey of(LocalKey key) {
        SoftHsm.Token made = SoftHsm.required().token();
        made.add(ALIAS, key.key(), key.certificate().certificate());
        Pkcs11Token token = Pkcs11Token.at(made.library())
                .slot(made.slot())
                .pin(label -> made.pin().toCharArray())
                .open();
        return new HsmKey(token, token.signer(ALIAS));
    }

    @Override
    public void close() {
        token.close();
    }
}
