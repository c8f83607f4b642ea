package dev.ksef.signature;

import dev.ksef.port.signing.Signer;
import dev.ksef.testkit.signing.SignerContract;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PasswordProtection;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/**
 * Keys of every kind in a token of EU DSS, judged as all signers are. The larger curves are {@code slow}.
 */
class DssTokenSignerContractTest {

    private static final String PASSWORD = "a password of tests";

    abstract static class InAPkcs12 extends SignerContract {

        private final String kind;
        private final List<Pkcs12SignatureToken> open = new ArrayList<>();

        InAPkcs12(String kind) {
            this.kind = kind;
        }

        @Override
        protected Signer signer() {
            return signer(Certified.seal(kind));
        }

        /** Its loader is the caller, who proves the key. */
        @Override
        protected void loadWithForeignCertificate() {
            Certified who = Certified.seal(kind);
            String another = kind + (kind.equals("RSA") ? "-2048" : "-stranger");
            signer(new Certified(Certified.keys(another), who.certificate(), who.issuers()))
                    .prove();
        }

        @Override
        protected List<String> secrets() {
            byte[] key = Certified.keys(kind).getPrivate().getEncoded();
            return List.of(
                    PASSWORD, HexFormat.of().formatHex(key), Base64.getEncoder().encodeToString(key));
        }

        private Signer signer(Certified who) {
            Pkcs12SignatureToken token = token(who);
            open.add(token);
            return DssTokenSigner.of(token, token.getKeys().get(0));
        }

        @AfterEach
        void close() {
            open.forEach(Pkcs12SignatureToken::close);
        }
    }

    private static Pkcs12SignatureToken token(Certified who) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, PASSWORD.toCharArray());
            store.setKeyEntry(
                    "key", who.keys().getPrivate(), PASSWORD.toCharArray(), new Certificate[] {who.certificate()});
            var bytes = new ByteArrayOutputStream();
            store.store(bytes, PASSWORD.toCharArray());
            return new Pkcs12SignatureToken(
                    new ByteArrayInputStream(bytes.toByteArray()), new PasswordProtection(PASSWORD.toCharArray()));
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Nested
    class Rsa2048 extends InAPkcs12 {
        Rsa2048() {
            super("RSA");
        }
    }

    @Nested
    class P256 extends InAPkcs12 {
        P256() {
            super("P-256");
        }
    }

    @Nested
    @Tag("slow")
    class P384 extends InAPkcs12 {
        P384() {
            super("P-384");
        }
    }

    @Nested
    @Tag("slow")
    class P521 extends InAPkcs12 {
        P521() {
            super("P-521");
        }
    }
}
