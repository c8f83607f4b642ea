package dev.ksef.adapter.crypto;

import dev.ksef.port.signing.Signer;
import dev.ksef.testkit.signing.SignerContract;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** Holds a kind of signer against the contract, with each kind of key that KSeF takes. The larger curves are {@code slow}. */
abstract class SignerOfEachKeyContract {

    abstract Signer signer(TestKey key, List<X509Certificate> chain);

    @Nested
    class OnRsa extends KeyContract {
        OnRsa() {
            super("RSA");
        }
    }

    @Nested
    class OnP256 extends KeyContract {
        OnP256() {
            super("secp256r1");
        }
    }

    @Nested
    @Tag("slow")
    class OnP384 extends KeyContract {
        OnP384() {
            super("secp384r1");
        }
    }

    @Nested
    @Tag("slow")
    class OnP521 extends KeyContract {
        OnP521() {
            super("secp521r1");
        }
    }

    abstract class KeyContract extends SignerContract {

        private final String kind;

        KeyContract(String kind) {
            this.kind = kind;
        }

        @Override
        protected Signer signer() {
            var key = TestKey.of(kind);
            return SignerOfEachKeyContract.this.signer(key, key.chain());
        }

        @Override
        protected void loadWithForeignCertificate() {
            SignerOfEachKeyContract.this
                    .signer(TestKey.of(kind), TestKey.another(kind).chain())
                    .prove();
        }

        @Override
        protected List<String> secrets() {
            return TestKey.of(kind).secrets();
        }
    }
}
