package dev.ksef.adapter.crypto;

import dev.ksef.port.signing.Signer;
import dev.ksef.testkit.signing.SignerContract;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * Signers by a function do what all signers do, with a device that pads by Bouncy Castle. The larger curves are {@code slow}.
 */
class FunctionSignerContractTest {

    @Nested
    class OnRsa extends Contract {
        OnRsa() {
            super("RSA");
        }
    }

    @Nested
    class OnP256 extends Contract {
        OnP256() {
            super("secp256r1");
        }
    }

    @Nested
    @Tag("slow")
    class OnP384 extends Contract {
        OnP384() {
            super("secp384r1");
        }
    }

    @Nested
    @Tag("slow")
    class OnP521 extends Contract {
        OnP521() {
            super("secp521r1");
        }
    }

    abstract static class Contract extends SignerContract {

        private final String kind;

        Contract(String kind) {
            this.kind = kind;
        }

        @Override
        protected Signer signer() {
            var key = TestKey.of(kind);
            return Signer.of(key.chain(), key.device());
        }

        @Override
        protected void loadWithForeignCertificate() {
            Signer.of(TestKey.another(kind).chain(), TestKey.of(kind).device()).prove();
        }

        @Override
        protected List<String> secrets() {
            return TestKey.of(kind).secrets();
        }
    }
}
