package dev.ksef.signature.signing;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.signing.VerifyingSigner;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSSecurityProvider;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.SignatureTokenConnection;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A {@link Signer} on a token of EU DSS: a PKCS#12 file, a card, MS-CAPI, or any other implementation of
 * {@link SignatureTokenConnection}.
 *
 * <p>Safe for many threads if the connection is; those of DSS are. The caller closes the connection. A device that was
 * pulled stays lost until the caller opens another connection. DSS registers Bouncy Castle's provider in the JVM.
 */
public final class DssTokenSigner extends VerifyingSigner {

    private final SignatureTokenConnection token;
    private final DSSPrivateKeyEntry entry;

    private DssTokenSigner(SignatureTokenConnection token, DSSPrivateKeyEntry entry, SignerCertificate certificate) {
        super(certificate, SignatureAlgorithm.fitting(certificate.publicKey()));
        this.token = token;
        this.entry = entry;
    }

    /**
     * Creates the signer of one key of the token.
     *
     * @throws KsefSigningException if the key is of a kind or size that KSeF does not take
     */
    public static DssTokenSigner of(SignatureTokenConnection token, DSSPrivateKeyEntry entry) {
        // Tokens of DSS use Bouncy Castle's name for RSASSA-PSS, so its provider must be registered.
        DSSSecurityProvider.initSystemProviders();
        return new DssTokenSigner(token, entry, SignerCertificate.of(chain(entry)));
    }

    private static List<X509Certificate> chain(DSSPrivateKeyEntry entry) {
        CertificateToken[] issuers = entry.getCertificateChain();
        return Stream.concat(Stream.of(entry.getCertificate()), issuers == null ? Stream.of() : Arrays.stream(issuers))
                .map(CertificateToken::getCertificate)
                .distinct()
                .toList();
    }

    @Override
    protected byte[] signOnDevice(SignatureAlgorithm algorithm, byte[] data) {
        try {
            return token.sign(new ToBeSigned(data.clone()), DssAlgorithms.of(algorithm), entry)
                    .getValue();
        } catch (RuntimeException failure) {
            // Its message may quote what the device was asked to sign.
            throw new KsefSigningException("The token of " + certificate().summary() + " failed to sign with "
                    + algorithm + " (" + failure.getClass().getName()
                    + "): check that it is there and unlocked, and open it again");
        }
    }

    @Override
    protected String device() {
        return "the token";
    }

    @Override
    protected String mismatchAdvice() {
        return "its key and its certificate do not belong together";
    }

    @Override
    public String toString() {
        return "Signer on a token of EU DSS for " + certificate().summary();
    }
}
