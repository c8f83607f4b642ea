package dev.ksef.adapter.crypto;

import dev.ksef.port.signing.Signer;
import java.security.cert.X509Certificate;
import java.util.List;

/** Signers with a local key keep the contract. They prove a key when they load it. */
class LocalSignerContractTest extends SignerOfEachKeyContract {

    @Override
    Signer signer(TestKey key, List<X509Certificate> chain) {
        return LocalSigner.of(key.pair().getPrivate(), chain);
    }
}
