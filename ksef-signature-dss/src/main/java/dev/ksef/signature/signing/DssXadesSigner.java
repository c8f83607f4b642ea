package dev.ksef.signature.signing;

import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.internal.RootCause;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.signing.XadesSigner;
import dev.ksef.port.time.Time;
import dev.ksef.signature.internal.OfflineVerifier;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.MimeTypeEnum;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.reference.CanonicalizationTransform;
import eu.europa.esig.dss.xades.reference.DSSReference;
import eu.europa.esig.dss.xades.reference.EnvelopedSignatureTransform;
import eu.europa.esig.dss.xades.signature.XAdESService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests to sign in with any {@link Signer}, whether its key lives in a file, a smart card or an HSM. EU DSS makes an
 * enveloped XAdES signature of profile BASELINE-B, or BASELINE-T with a time stamp.
 *
 * <p>The signature holds the certificate and its chain as far as the signer knows it; KSeF's own certificates have no chain
 * and need none. Nothing is fetched except a time stamp, if a source was given. Trusted lists and revocation are not
 * checked, since KSeF checks them itself.
 *
 * <p>Immutable; safe for many threads if the source of time stamps is.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/auth/podpis-xades.md">podpis-xades</a>; ETSI EN 319 132-1.
 */
public final class DssXadesSigner implements XadesSigner {

    private static final String REQUEST = "request";

    private final Signer signer;
    private final SignatureAlgorithm algorithm;
    private final Time time;
    private final @Nullable TSPSource timestamps;
    private final XAdESService service;

    private DssXadesSigner(Signer signer, SignatureAlgorithm algorithm, Time time, @Nullable TSPSource timestamps) {
        this.signer = signer;
        this.algorithm = algorithm;
        this.time = time;
        this.timestamps = timestamps;
        this.service = new XAdESService(OfflineVerifier.create());
        if (timestamps != null) {
            service.setTspSource(new GuardedTimestampSource(timestamps));
        }
    }

    /** Signs with this signer and the usual algorithm for its key: RSASSA-PKCS1-v1_5 with SHA-256, or ECDSA. */
    public static DssXadesSigner of(Signer signer) {
        var usual = SignatureAlgorithm.forXades(signer.certificate().publicKey());
        return new DssXadesSigner(signer, usual, Time.system(), null);
    }

    /**
     * Returns a signer with another algorithm, such as RSASSA-PSS. KSeF lists RSASSA-PSS, but has been seen to refuse it.
     *
     * @throws KsefSigningException if the signer does not support the algorithm
     */
    public DssXadesSigner withAlgorithm(SignatureAlgorithm other) {
        signer.require(other);
        return new DssXadesSigner(signer, other, time, timestamps);
    }

    /** Returns a signer that adds a time stamp to every signature (XAdES BASELINE-T). KSeF asks for none. */
    public DssXadesSigner withTimestamps(TSPSource source) {
        return new DssXadesSigner(signer, algorithm, time, source);
    }

    /** Returns a signer with another clock, for the signing time and the validity of the certificate. */
    public DssXadesSigner withTime(Time other) {
        return new DssXadesSigner(signer, algorithm, other, timestamps);
    }

    /**
     * Loads what the first signature needs, so that the first sign-in does not take seconds. Meant for a background thread
     * when an application starts. Repeated calls do nothing; a call during another one waits for it to end.
     */
    public static void warmUp() {
        XadesWarmUp.once();
    }

    @Override
    public SignerCertificate certificate() {
        return signer.certificate();
    }

    /**
     * {@inheritDoc}
     *
     * @throws KsefSigningException also if the certificate has expired, begins later than KSeF's own ones may, is a KSeF
     *     certificate of type Offline, or its subject lacks what KSeF reads; then nothing is signed
     */
    @Override
    public byte[] sign(AuthTokenRequest request) {
        Instant now = Instant.ofEpochMilli(time.wallMillis());
        certificate().requireMaySignIn(request.subjectIdentifierType());
        certificate().requireValid(now);
        try {
            return sign(new InMemoryDocument(request.xml(), REQUEST, MimeTypeEnum.XML), now);
        } catch (KsefSigningException clear) {
            throw clear;
        } catch (RuntimeException ofDss) {
            throw new KsefSigningException("EU DSS could not make the signature of "
                    + certificate().summary() + " (" + RootCause.told(ofDss) + ")");
        }
    }

    private byte[] sign(DSSDocument document, Instant now) {
        XAdESSignatureParameters parameters = parameters(document, now);
        byte[] signedInfo = service.getDataToSign(document, parameters).getBytes();
        // ECDSA is given to DSS as r||s: it converts DER without always padding.
        byte[] value = signer.sign(algorithm, signedInfo);
        var signed = new SignatureValue(DssAlgorithms.of(algorithm), value);
        return bytes(service.signDocument(document, parameters, signed));
    }

    private XAdESSignatureParameters parameters(DSSDocument document, Instant now) {
        var dssAlgorithm = DssAlgorithms.of(algorithm);
        var parameters = new XAdESSignatureParameters();
        parameters.setSignatureLevel(
                timestamps == null ? SignatureLevel.XAdES_BASELINE_B : SignatureLevel.XAdES_BASELINE_T);
        parameters.setSignaturePackaging(SignaturePackaging.ENVELOPED);
        parameters.setSigningCertificate(new CertificateToken(certificate().certificate()));
        parameters.setCertificateChain(
                certificate().chain().stream().map(CertificateToken::new).toList());
        parameters.setEncryptionAlgorithm(dssAlgorithm.getEncryptionAlgorithm());
        parameters.setDigestAlgorithm(dssAlgorithm.getDigestAlgorithm());
        parameters.setSigningCertificateDigestMethod(dssAlgorithm.getDigestAlgorithm());
        parameters.setSignedInfoCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE);
        parameters.setSignedPropertiesCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE);
        parameters.setReferences(List.of(wholeRequest(document, dssAlgorithm.getDigestAlgorithm())));
        parameters.bLevel().setSigningDate(Date.from(now));
        return parameters;
    }

    /** By default DSS would leave out the signature by an XPath filter, which fewer verifiers support. */
    private static DSSReference wholeRequest(DSSDocument document, DigestAlgorithm digest) {
        var reference = new DSSReference();
        reference.setId(REQUEST);
        reference.setUri("");
        reference.setContents(document);
        reference.setDigestMethodAlgorithm(digest);
        reference.setTransforms(List.of(
                new EnvelopedSignatureTransform(), new CanonicalizationTransform(CanonicalizationMethod.EXCLUSIVE)));
        return reference;
    }

    private static byte[] bytes(DSSDocument document) {
        var bytes = new ByteArrayOutputStream();
        try {
            document.writeTo(bytes);
        } catch (IOException impossible) {
            throw new IllegalStateException("Memory can be written to", impossible);
        }
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return "XAdES by " + certificate().summary() + " with " + algorithm
                + (timestamps == null ? "" : ", time-stamped");
    }
}
