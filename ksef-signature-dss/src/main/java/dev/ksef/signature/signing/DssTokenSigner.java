package dev.ksef.signature.signing;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.internal.RootCause;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.signing.VerifyingSigner;
import dev.ksef.signature.internal.DssSetup;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.SignatureTokenConnection;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@link Signer} on a token of EU DSS: a PKCS#12 file, a card, MS-CAPI, or any other implementation of
 * {@link SignatureTokenConnection}.
 *
 * <p>Safe for many threads if the connection is; those of DSS are. The caller closes the connection. A device that was
 * pulled stays lost until the caller opens another connection. DSS registers Bouncy Castle's provider in the JVM.
 */
public final class DssTokenSigner extends VerifyingSigner {

    private static final int TRIAL_BYTES = 32;

    private final SignatureTokenConnection token;
    private final DSSPrivateKeyEntry entry;

    private DssTokenSigner(
            SignatureTokenConnection token,
            DSSPrivateKeyEntry entry,
            SignerCertificate certificate,
            Set<SignatureAlgorithm> algorithms) {
        super(certificate, algorithms);
        this.token = token;
        this.entry = entry;
    }

    /**
     * Creates the signer of one key of the token. It makes a trial signature by each algorithm that KSeF takes from such a key,
     * and leaves out those that the token has no way to make: on cards and HSMs behind PKCS#11 tokens of DSS make no RSASSA-PSS,
     * which KOD II needs, while {@code Pkcs11Token} of {@code ksef-adapter-pkcs11} does.
     *
     * @throws KsefSigningException if the key is of a kind or size that KSeF does not take, if it does not belong to its
     *     certificate, or if the token fails to sign
     */
    public static DssTokenSigner of(SignatureTokenConnection token, DSSPrivateKeyEntry entry) {
        // Tokens of DSS use Bouncy Castle's name for RSASSA-PSS, so its provider must be registered.
        DssSetup.ensure();
        SignerCertificate certificate = SignerCertificate.of(chain(entry));
        Set<SignatureAlgorithm> fitting = SignatureAlgorithm.fitting(certificate.publicKey());
        var untried = new DssTokenSigner(token, entry, certificate, fitting);
        // A token that cannot even sign as usual is not there, is locked, or holds another key: that is told at once.
        SignatureAlgorithm usual = SignatureAlgorithm.forXades(certificate.publicKey());
        untried.tryOut(usual);
        return new DssTokenSigner(
                token,
                entry,
                certificate,
                fitting.stream()
                        .filter(algorithm -> algorithm == usual || untried.canSign(algorithm))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    private void tryOut(SignatureAlgorithm algorithm) {
        byte[] data = new byte[TRIAL_BYTES];
        new SecureRandom().nextBytes(data);
        sign(algorithm, data);
    }

    private boolean canSign(SignatureAlgorithm algorithm) {
        try {
            tryOut(algorithm);
            return true;
        } catch (KsefSigningException cannot) {
            return false;
        }
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
            throw new KsefSigningException("The token of " + certificate().summary() + " failed to sign with "
                    + algorithm + " (" + RootCause.told(failure) + "): " + advice(RootCause.told(failure)));
        }
    }

    /** A key with CKA_ALWAYS_AUTHENTICATE is answered as if nobody had logged in. */
    private static String advice(String told) {
        return told.contains("CKR_USER_NOT_LOGGED_IN")
                ? "open it again; if that does not help, the key wants its PIN for each signature, which the PKCS#11 provider"
                        + " of the JDK cannot give: sign in by two steps, with the software of the card"
                : "check that it is there and unlocked, and open it again";
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
