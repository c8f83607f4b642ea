package dev.ksef.adapter.crypto;

import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.port.signing.NewKey;
import dev.ksef.port.time.Time;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.List;

/**
 * A new key in this JVM's memory. Save it before you apply for a certificate with it.
 *
 * <p>Passwords are neither kept nor changed; the caller clears them.
 */
public final class LocalNewKey implements NewKey {

    private static final int RSA_BITS = 2048;

    private final KeyPair pair;

    private LocalNewKey(KeyPair pair) {
        this.pair = pair;
    }

    /** Makes a new key on P-256, which KSeF prefers. */
    public static LocalNewKey ecP256() {
        return new LocalNewKey(SigningProviders.newPair(SigningProviders.EC, new ECGenParameterSpec(P256Curve.NAME)));
    }

    /** Makes a new RSA key of 2048 bits. */
    public static LocalNewKey rsa2048() {
        return new LocalNewKey(SigningProviders.newPair(
                SigningProviders.RSA, new RSAKeyGenParameterSpec(RSA_BITS, RSAKeyGenParameterSpec.F4)));
    }

    /**
     * Loads a key that was saved before, here or by another program, in any form that
     * {@link LocalSigner#pem(Path, Path, char[])} takes.
     *
     * @throws KsefSigningException if the file is missing or damaged, has no private key, or does not open with this password
     */
    public static LocalNewKey load(Path file, char[] password) {
        KeyFile stored = KeyFile.read(file);
        return new LocalNewKey(PublicKeyDerivation.pairOf(stored, stored.privateKey(password)));
    }

    /**
     * Writes the key into a new file that its owner alone may read: PKCS#8 in PEM, encrypted with AES-256 (PBES2, PBKDF2
     * with HMAC-SHA-256 and 600 000 rounds). When this returns, the key is on the disk.
     *
     * @throws KsefSigningException if there is such a file already, it cannot be written, or the password is empty
     */
    public void save(Path file, char[] password) {
        if (password.length == 0) {
            throw new KsefSigningException("A private key is saved under a password, and the one given is empty");
        }
        OwnerOnlyFile.write(file, EncryptedPem.of(pair.getPrivate(), password));
    }

    /** Returns the public key. */
    public PublicKey publicKey() {
        return pair.getPublic();
    }

    @Override
    public byte[] certificationRequest(CertificateEnrollmentData subject) {
        return CertificationRequests.of(subject, pair);
    }

    @Override
    public LocalSigner certified(List<X509Certificate> chain) {
        return certified(chain, Time.system());
    }

    /**
     * Returns the signer of this key with its certificate, whose validity is judged by the given clock.
     *
     * @throws KsefSigningException as {@link #certified(List)}
     */
    public LocalSigner certified(List<X509Certificate> chain, Time time) {
        return LocalSigner.by(time).of(pair.getPrivate(), chain);
    }

    KeyPair pair() {
        return pair;
    }

    @Override
    public String toString() {
        return pair.getPublic() instanceof RSAPublicKey rsa
                ? "New RSA key of " + rsa.getModulus().bitLength() + " bits"
                : "New EC key";
    }
}
