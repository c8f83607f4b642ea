package dev.ksef.adapter.pkcs11;

import dev.ksef.port.signing.Signer;
import dev.ksef.testkit.signing.SignerContract;
import dev.ksef.testkit.signing.SoftHsm;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * Keys of every kind in a real token. P-384 is {@code slow}.
 */
class Pkcs11SignerTest {

    /** One token for each kind of key, for all tests. */
    private static final Map<String, SoftHsm.Token> TOKENS = new ConcurrentHashMap<>();

    abstract static class InAToken extends SignerContract {

        private final String kind;
        private final String[] without;
        private final List<Pkcs11Token> open = new ArrayList<>();

        InAToken(String kind, String... without) {
            this.kind = kind;
            this.without = without;
        }

        abstract KeyPair pair();

        /** Skips here what would take the skipping itself for a failure to load. */
        @BeforeEach
        void hsm() {
            SoftHsm.required();
        }

        private SoftHsm.Token token() {
            SoftHsm hsm = SoftHsm.required();
            return TOKENS.computeIfAbsent(kind, missing -> {
                SoftHsm.Token token = hsm.token();
                KeyPair pair = pair();
                token.add(
                        "własna pieczątka",
                        pair.getPrivate(),
                        TestCertificates.of(pair.getPublic()),
                        TestCertificates.issuer());
                token.add("cudza pieczątka", pair().getPrivate(), TestCertificates.of(pair().getPublic()));
                return token;
            });
        }

        private Pkcs11Token open() {
            SoftHsm.Token token = token();
            Pkcs11Token opened = Pkcs11Token.at(token.library())
                    .slot(token.slot())
                    .pin(label -> token.pin().toCharArray())
                    .without(without)
                    .open();
            open.add(opened);
            return opened;
        }

        @Override
        protected Signer signer() {
            return open().signer("własna pieczątka");
        }

        @Override
        protected Optional<AutoCloseable> source(Signer signer) {
            return Optional.of(open.get(0));
        }

        @Override
        protected void loadWithForeignCertificate() {
            try (Pkcs11Token token = open()) {
                token.signer("cudza pieczątka");
            }
        }

        @Override
        protected List<String> secrets() {
            String pin = token().pin();
            return List.of(pin, HexFormat.of().formatHex(pin.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        }

        @AfterEach
        void close() {
            open.forEach(Pkcs11Token::close);
        }
    }

    @Nested
    class Rsa2048 extends InAToken {
        Rsa2048() {
            super("RSA 2048");
        }

        @Override
        KeyPair pair() {
            return TestCertificates.rsa(2048);
        }
    }

    @Nested
    class P256 extends InAToken {
        P256() {
            super("P-256");
        }

        @Override
        KeyPair pair() {
            return TestCertificates.ec("secp256r1");
        }
    }

    @Nested
    @Tag("slow")
    class P384 extends InAToken {
        P384() {
            super("P-384");
        }

        @Override
        KeyPair pair() {
            return TestCertificates.ec("secp384r1");
        }
    }

    @Nested
    class P521 extends InAToken {
        P521() {
            super("P-521");
        }

        @Override
        KeyPair pair() {
            return TestCertificates.ec("secp521r1");
        }
    }

    /** A card that computes with the key and leaves hashing and padding to us. */
    @Nested
    class RawRsa extends InAToken {
        RawRsa() {
            super(
                    "RSA 2048",
                    "CKM_SHA256_RSA_PKCS_PSS",
                    "CKM_RSA_PKCS_PSS",
                    "CKM_SHA256_RSA_PKCS",
                    "CKM_SHA384_RSA_PKCS",
                    "CKM_SHA512_RSA_PKCS",
                    "CKM_RSA_PKCS");
        }

        @Override
        KeyPair pair() {
            return TestCertificates.rsa(2048);
        }
    }

    /** A card that pads, but only by PKCS1-v1_5, and does not hash. */
    @Nested
    class RsaWithoutHashes extends InAToken {
        RsaWithoutHashes() {
            super(
                    "RSA 2048",
                    "CKM_SHA256_RSA_PKCS_PSS",
                    "CKM_SHA256_RSA_PKCS",
                    "CKM_SHA384_RSA_PKCS",
                    "CKM_SHA512_RSA_PKCS");
        }

        @Override
        KeyPair pair() {
            return TestCertificates.rsa(2048);
        }
    }
}
