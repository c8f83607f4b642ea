package dev.ksef.adapter.crypto;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.internal.RootCause;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.time.Time;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A signer whose key is in this JVM's memory: RSA from 2048 bits, or EC on P-256, P-384 or P-521. It signs by the JDK's own
 * providers and has nothing to close.
 *
 * <p>All methods that load a signer check that its certificate is valid now, and make a trial signature. So a key and a
 * certificate that do not belong together are noticed before KSeF refuses them. Passwords are neither kept nor changed; the
 * caller clears them.
 */
public final class LocalSigner implements Signer {

    private final LocalPrivateKey key;
    private final SignerCertificate certificate;
    private final Set<SignatureAlgorithm> algorithms;

    LocalSigner(PrivateKey key, SignerCertificate certificate) {
        this.key = new LocalPrivateKey(key);
        this.certificate = certificate;
        this.algorithms = SignatureAlgorithm.fitting(certificate.publicKey());
    }

    /** Returns a loader that judges the validity of certificates by the given clock. */
    public static SignerLoader by(Time time) {
        return new SignerLoader(time);
    }

    /**
     * Loads a signer from a file of certificates and one of a key that is not encrypted; see {@link #pem(Path, Path, char[])}.
     *
     * @throws KsefSigningException as there
     */
    public static LocalSigner pem(Path certificates, Path key) {
        return by(Time.system()).pem(certificates, key);
    }

    /**
     * Loads a signer from a file of certificates and one of a key, each PEM or DER; both may be the same file. The key may be
     * PKCS#8 (encrypted or not), PKCS#1, SEC1 or in OpenSSL's old encrypted form, the certificates a {@code .p7b}. What mail
     * programs and forms do to PEM does no harm: indents, quoting, other line ends, text around it, Base64 alone. Of several certificates, in any order, the
     * one that belongs to the key is used; of several that do, the first that is valid now.
     *
     * @param password of the key, or null if it has none
     * @throws KsefSigningException if a file is missing or damaged or holds something else, the password is wrong, the key is
     *     of a kind KSeF does not take or belongs to none of the certificates, or its certificate cannot be used now
     */
    public static LocalSigner pem(Path certificates, Path key, char @Nullable [] password) {
        return by(Time.system()).pem(certificates, key, password);
    }

    /**
     * Loads a signer from the contents of such files.
     *
     * @throws KsefSigningException as for files
     */
    public static LocalSigner pem(byte[] certificates, byte[] key, char @Nullable [] password) {
        return by(Time.system()).pem(certificates, key, password);
    }

    /**
     * Loads a signer from a PKCS#12 file ({@code .p12}, {@code .pfx}) with one key.
     *
     * @throws KsefSigningException if the file is missing or damaged, the password is wrong, or the file has no key or several,
     *     be it under one name;
     *     and for keys and certificates as {@link #pem(Path, Path, char[])}
     */
    public static LocalSigner pkcs12(Path file, char[] password) {
        return by(Time.system()).pkcs12(file, password);
    }

    /**
     * Loads a signer from the key with this alias in a PKCS#12 file.
     *
     * @param alias the friendly name, in upper or lower case if that is clear
     * @throws KsefSigningException if there is no key with this alias, or more than one, and as {@link #pkcs12(Path, char[])}
     */
    public static LocalSigner pkcs12(Path file, char[] password, String alias) {
        return by(Time.system()).pkcs12(file, password, alias);
    }

    /**
     * Loads a signer from the content of such a file.
     *
     * @param alias the friendly name, or null for the only key
     * @throws KsefSigningException as for files
     */
    public static LocalSigner pkcs12(byte[] file, char[] password, @Nullable String alias) {
        return by(Time.system()).pkcs12(file, password, alias);
    }

    /**
     * Makes a signer from a key that is loaded already.
     *
     * @param chain its certificate first, then the issuers as far as they are known
     * @throws KsefSigningException if they do not belong together, the certificate cannot be used now, or the key is of a kind
     *     KSeF does not take or lives in a device
     */
    public static LocalSigner of(PrivateKey key, List<X509Certificate> chain) {
        return by(Time.system()).of(key, chain);
    }

    @Override
    public SignerCertificate certificate() {
        return certificate;
    }

    @Override
    public Set<SignatureAlgorithm> algorithms() {
        return algorithms;
    }

    @Override
    public byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
        require(algorithm);
        try {
            return key.sign(algorithm, data);
        } catch (GeneralSecurityException failed) {
            throw new KsefSigningException(
                    "The JDK could not sign with " + algorithm + " by the key of the certificate "
                            + certificate.summary() + " (" + RootCause.told(failed)
                            + "): if the key lives in a device, use a signer for such devices");
        }
    }

    @Override
    public String toString() {
        return "Signer with a local key for " + certificate.summary();
    }
}
