package dev.ksef.signature;

import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.signing.XadesSigner;
import dev.ksef.port.time.Time;
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
 * Signs requests to sign in with any {@link Signer}, a file as well as a smart card or an HSM: an enveloped XAdES
 * signature of profile BASELINE-B, or BASELINE-T with a time stamp, made by EU DSS.
 *
 * <p>The certificate stands in the signature with its chain as far as the signer knows it; KSeF's own certificates come
 * without one, and need none. Nothing is fetched, except a time stamp where a source of them was given; neither trusted
 * lists nor revocation are looked at, since KSeF judges them itself.
 *
 * <p>Safe for many threads if the source of time stamps is; immutable.
 *
 * <p>Source: auth/podpis-xades.md; ETSI EN 319 132-1.
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
        this.service = new XAdESService(Offline.verifier());
        if (timestamps != null) {
            service.setTspSource(new ClearTimestamps(timestamps));
        }
    }

    /** Signs with this signer, in the way its key suggests: RSASSA-PKCS1-v1_5 with SHA-256, or ECDSA. */
    public static DssXadesSigner of(Signer signer) {
        var usual = SignatureAlgorithm.forXades(signer.certificate().publicKey());
        return new DssXadesSigner(signer, usual, Time.system(), null);
    }

    /**
     * The same with another algorithm, such as RSASSA-PSS. KSeF lists that one, and has been seen to refuse it.
     *
     * @throws KsefSigningException if the signer cannot sign so
     */
    public DssXadesSigner withAlgorithm(SignatureAlgorithm other) {
        signer.require(other);
        return new DssXadesSigner(signer, other, time, timestamps);
    }

    /** The same with a time stamp on every signature: XAdES BASELINE-T. KSeF asks for none. */
    public DssXadesSigner withTimestamps(TSPSource source) {
        return new DssXadesSigner(signer, algorithm, time, source);
    }

    /** The same by another clock, which tells the signing time and whether the certificate is valid. */
    public DssXadesSigner withTime(Time other) {
        return new DssXadesSigner(signer, algorithm, other, timestamps);
    }

    /**
     * Loads what the first signature needs, so that the first sign-in does not take seconds. Repeated calls do nothing; a
     * call while another thread is at it waits for that one. Meant for a thread in the background when an application
     * starts.
     */
    public static void warmUp() {
        WarmUp.once();
    }

    @Override
    public SignerCertificate certificate() {
        return signer.certificate();
    }

    /**
     * {@inheritDoc}
     *
     * @throws KsefSigningException also if the certificate has expired, begins later than KSeF's own ones may, is a KSeF
     *     certificate of type Offline, or lacks in its subject what KSeF reads; nothing is signed then
     */
    @Override
    public byte[] sign(AuthTokenRequest request) {
        Instant now = Instant.ofEpochMilli(time.millis());
        certificate().requireMaySignIn(request.subjectIdentifierType());
        certificate().requireValid(now);
        try {
            return sign(new InMemoryDocument(request.xml(), REQUEST, MimeTypeEnum.XML), now);
        } catch (KsefSigningException clear) {
            throw clear;
        } catch (RuntimeException ofDss) {
            // Its message may quote the document.
            throw new KsefSigningException("EU DSS could not make the signature of "
                    + certificate().summary() + " (" + ofDss.getClass().getName() + ")");
        }
    }

    private byte[] sign(DSSDocument document, Instant now) {
        XAdESSignatureParameters parameters = parameters(document, now);
        byte[] signedInfo = service.getDataToSign(document, parameters).getBytes();
        // DSS leaves r||s as it is, and does not always pad what it makes of DER.
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

    /** DSS itself would cut out the signature by an XPath filter, which fewer verifiers know. */
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
