package dev.ksef.signature.signing;

import dev.ksef.model.Nip;
import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.model.signature.SubjectIdentifierType;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.time.Time;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Signs a dummy request with a dummy signer, so that all classes are loaded. */
final class XadesWarmUp {

    /** Self-signed on P-256, valid until 2126. Its private key was thrown away. */
    private static final String CERTIFICATE = """
            MIIBhjCCASygAwIBAgIBATAKBggqhkjOPQQDAjAhMR8wHQYDVQQDDBZXYXJtLXVwLCBzaWducyBub3RoaW5nMCAXDT
            I2MTEyNDE5MDkyNFoYDzIxMjYxMDMxMTkwOTI0WjAhMR8wHQYDVQQDDBZXYXJtLXVwLCBzaWducyBub3RoaW5nMFkw
            EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEzhrXU00EuTgare9vgwrrxXw6X4bIeVGG4WJsO8gd8CX0WYWk8hlfO7v7pa
            GDXJIY4OG41LQueMD9LJ1ojFBk0KNTMFEwHQYDVR0OBBYEFGfvnKrZ5EBAdJKgM+FTf7MQ8VteMB8GA1UdIwQYMBaA
            FGfvnKrZ5EBAdJKgM+FTf7MQ8VteMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAJenQIeqiA3BE/
            cZw+gQkxEhR1gLt39lfftDfF32CUXfAiBDjzISk9ihXEggcKgbCBoufKTnGueXIaUCCsftXw9FHw==""";

    private static final Instant WITHIN_VALIDITY = Instant.parse("2030-01-01T00:00:00Z");

    private XadesWarmUp() {}

    /** Warms up on the first call. Later calls do nothing, concurrent ones wait: the JVM initialises a class once. */
    static void once() {
        DummySignature.ensureMade();
    }

    private static final class DummySignature {

        static {
            DssXadesSigner.of(new DummySigner())
                    .withTime(new FixedTime())
                    .sign(AuthTokenRequest.of("20260101-CR-0000000000-0000000000-00", Nip.of("1111111111"))
                            .by(SubjectIdentifierType.CERTIFICATE_FINGERPRINT));
        }

        static void ensureMade() {
            // The call makes the JVM initialise this class.
        }
    }

    /** Signs with zeros. */
    private record DummySigner(SignerCertificate certificate) implements Signer {

        DummySigner() {
            this(SignerCertificate.of(List.of(read())));
        }

        @Override
        public Set<SignatureAlgorithm> algorithms() {
            return Set.of(SignatureAlgorithm.ECDSA_SHA256);
        }

        @Override
        public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
            return new byte[64];
        }

        private static X509Certificate read() {
            byte[] der = Base64.getMimeDecoder().decode(CERTIFICATE);
            try {
                return (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            } catch (CertificateException impossible) {
                throw new IllegalStateException("Every JDK reads X.509", impossible);
            }
        }
    }

    private static final class FixedTime implements Time {

        @Override
        public long millis() {
            return WITHIN_VALIDITY.toEpochMilli();
        }

        @Override
        public void sleepUntil(long atMillis) {
            throw new UnsupportedOperationException("Nothing waits here");
        }
    }
}
