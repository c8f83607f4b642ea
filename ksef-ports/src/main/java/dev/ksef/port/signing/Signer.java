package dev.ksef.port.signing;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Makes signatures with one private key. The key never leaves its place: a file, a smart card, an HSM or a KMS.
 *
 * <p><b>Threading:</b> safe for many threads, also if the device behind it is not.
 *
 * <p><b>Failure:</b> {@link KsefSigningException}, whose message says what failed and what to do. If a device was removed or
 * timed out, it is opened again once before a call fails.
 *
 * <p><b>Idempotence:</b> every call may be repeated. With a randomised algorithm each call makes another signature.
 *
 * <p><b>Secrets:</b> no method returns key material. Messages, logs and {@code toString} contain neither keys nor PINs.
 *
 * <p><b>Lifecycle:</b> close the resources of a signer where they were opened, after the clients that use it.
 *
 * <p>It has nothing to do with {@code java.security.Signer}, which the JDK has deprecated since 1.2. Code that imports {@code
 * java.security.*} imports this one by name, which wins.
 */
public interface Signer {

    /** Returns the certificate of the key, with its chain as far as it is known. */
    SignerCertificate certificate();

    /** Returns the algorithms it can sign with. Never empty; does not access the device. */
    Set<SignatureAlgorithm> algorithms();

    /**
     * Hashes and signs data.
     *
     * @return for RSA as many bytes as the key has; for ECDSA always r||s (IEEE P1363), left-padded
     * @throws KsefSigningException if the algorithm is none of {@link #algorithms()}, or the device fails
     */
    byte[] sign(SignatureAlgorithm algorithm, byte[] data);

    /**
     * Checks that it can sign with an algorithm. Every implementation of {@link #sign} begins with this.
     *
     * @throws KsefSigningException if it cannot; the message names the algorithms it can sign with
     */
    default void require(SignatureAlgorithm algorithm) {
        if (!algorithms().contains(algorithm)) {
            throw new KsefSigningException("The key of " + certificate().summary() + " cannot sign with " + algorithm
                    + ", only with " + algorithms());
        }
    }

    /**
     * Makes a trial signature, and checks that the certificate's key verifies it. Loaders do this once.
     *
     * @throws KsefSigningException if the key does not belong to the certificate, or the device fails
     */
    default void prove() {
        byte[] nothing = new byte[32];
        new SecureRandom().nextBytes(nothing);
        SignatureAlgorithm algorithm = algorithms().stream()
                .sorted()
                .findFirst()
                .orElseThrow(() -> new KsefSigningException(
                        "The signer for " + certificate().summary() + " has no algorithm to sign with"));
        if (!algorithm.verifies(certificate().publicKey(), nothing, sign(algorithm, nothing))) {
            throw new KsefSigningException(
                    "The private key and the certificate " + certificate().summary()
                            + " do not belong together: a trial signature did not verify. Load the key that the certificate"
                            + " was issued for");
        }
    }

    /**
     * Makes a signer that signs by a function. Each signature is verified before it is returned, so that a device that changed
     * its key is noticed at once. To sign with a device that hashes by itself, extend {@link VerifyingSigner}.
     *
     * <p>The function is asked for every algorithm that fits the key: with RSA for RSASSA-PSS, which KOD II needs, too. One that
     * cannot make them all is told by {@link #of(List, Set, DigestSigner)}.
     *
     * @param chain the certificate of the key first, then its issuers as far as they are known
     * @throws KsefSigningException if the certificate's key is of a kind or size that KSeF does not take
     */
    static Signer of(List<X509Certificate> chain, DigestSigner digestSigner) {
        SignerCertificate certificate = SignerCertificate.of(chain);
        return new FunctionSigner(certificate, SignatureAlgorithm.fitting(certificate.publicKey()), digestSigner);
    }

    /**
     * Makes a signer whose key lives behind a function that makes some of the algorithms that fit the key. No other is asked of it.
     *
     * @param chain the certificate of the key first, then its issuers as far as they are known
     * @throws IllegalArgumentException if there is no algorithm, or one that does not fit the key
     * @throws KsefSigningException if the certificate's key is of a kind or size that KSeF does not take
     */
    static Signer of(List<X509Certificate> chain, Set<SignatureAlgorithm> algorithms, DigestSigner digestSigner) {
        SignerCertificate certificate = SignerCertificate.of(chain);
        Set<SignatureAlgorithm> fitting = SignatureAlgorithm.fitting(certificate.publicKey());
        if (algorithms.isEmpty() || !fitting.containsAll(algorithms)) {
            throw new IllegalArgumentException(
                    "A signer with this key makes one or more of " + fitting + ", and was told to make " + algorithms);
        }
        return new FunctionSigner(certificate, algorithms, digestSigner);
    }
}
