package dev.ksef.adapter.crypto;

import dev.ksef.port.signing.Signer;
import java.security.cert.X509Certificate;
import java.util.List;

/** Signers by a function keep the contract, with a device that pads by Bouncy Castle. */
class FunctionSignerContractTest extends SignerOfEachKeyContract {

    @Override
    Signer signer(TestKey key, List<X509Certificate> chain) {
        return Signer.of(chain, key.device());
    }
}
