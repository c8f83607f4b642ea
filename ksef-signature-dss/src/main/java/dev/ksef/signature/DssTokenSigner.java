package dev.ksef.signature;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.EcdsaValue;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.Signer;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSSecurityProvider;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.SignatureTokenConnection;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A {@link Signer} on a token of EU DSS: a PKCS#12 file, a card, MS-CAPI, or whatever else implements
 * {@link SignatureTokenConnection}. Each signature is verified before it is handed on.
 *
 * <p>Safe for many threads if the connection is; those of DSS are. The connection stays the caller's, who closes it, and a
 * device that was pulled stays lost until the caller opens another one. DSS registers Bouncy Castle's provider in the JVM.
 */
public final class DssTokenSigner implements Signer {

    private final SignatureTokenConnection token;
    private final DSSPrivateKeyEntry entry;
    private final SignerCertificate certificate;
    private final Set<SignatureAlgorithm> algorithms;

    private DssTokenSigner(SignatureTokenConnection token, DSSPrivateKeyEntry entry) {
        // What DSS does when it signs XAdES: its tokens know RSASSA-PSS by Bouncy Castle's name for it, which must be
        // registered.
        DSSSecurityProvider.initSystemProviders();
        this.token = token;
        this.entry = entry;
        this.certificate = SignerCertificate.of(chain(entry));
        this.algorithms = SignatureAlgorithm.fitting(certificate.publicKey());
    }

    /**
     * Signs with one key of the token.
     *
     * @throws KsefSigningException if the key is of a kind or size that KSeF does not take
     */
    public static DssTokenSigner of(SignatureTokenConnection token, DSSPrivateKeyEntry entry) {
        return new DssTokenSigner(token, entry);
    }

    private static List<X509Certificate> chain(DSSPrivateKeyEntry entry) {
        CertificateToken[] issuers = entry.getCertificateChain();
        return Stream.concat(Stream.of(entry.getCertificate()), issuers == null ? Stream.of() : Arrays.stream(issuers))
                .map(CertificateToken::getCertificate)
                .distinct()
                .toList();
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
        byte[] signature = plain(ask(algorithm, data));
        if (!algorithm.verifies(certificate.publicKey(), data, signature)) {
            throw new KsefSigningException("What the token returned is no " + algorithm + " signature by the key of "
                    + certificate.summary() + ": its key and its certificate do not belong together");
        }
        return signature;
    }

    private byte[] ask(SignatureAlgorithm algorithm, byte[] data) {
        try {
            return token.sign(new ToBeSigned(data.clone()), DssAlgorithms.of(algorithm), entry)
                    .getValue();
        } catch (RuntimeException failure) {
            // Its message may tell what a device was asked.
            throw new KsefSigningException("The token of " + certificate.summary() + " failed to sign with " + algorithm
                    + " (" + failure.getClass().getName() + "): see that it is there and unlocked, and open it again");
        }
    }

    private byte[] plain(byte[] signature) {
        return certificate.publicKey() instanceof ECPublicKey key && EcdsaValue.isDer(signature, key)
                ? EcdsaValue.ofDer(signature, key).p1363()
                : signature.clone();
    }

    @Override
    public String toString() {
        return "Signer on a token of EU DSS for " + certificate.summary();
    }
}
