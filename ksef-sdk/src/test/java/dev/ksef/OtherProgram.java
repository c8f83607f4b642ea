package dev.ksef;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.EncryptionAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Date;

/** Signs a document as EU DSS does by itself, with its own references and transforms, as many a program does. */
final class OtherProgram {

    private OtherProgram() {}

    /**
     * The signed document.
     *
     * @param asXml whether an enveloping signature holds it as XML, and not in Base64
     */
    static byte[] signed(
            MadeCertificate who, byte[] document, SignaturePackaging packaging, boolean asXml, Instant now) {
        boolean rsa = who.key().getAlgorithm().equals("RSA");
        var algorithm = SignatureAlgorithm.getAlgorithm(
                rsa ? EncryptionAlgorithm.RSA : EncryptionAlgorithm.ECDSA, DigestAlgorithm.SHA256);
        var parameters = new XAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
        parameters.setSignaturePackaging(packaging);
        parameters.setEmbedXML(asXml);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(who.certificate()));
        parameters.setEncryptionAlgorithm(algorithm.getEncryptionAlgorithm());
        parameters.bLevel().setSigningDate(Date.from(now));
        var service = new XAdESService(new CommonCertificateVerifier(true));
        var toSign = new InMemoryDocument(document);
        try {
            byte[] data = service.getDataToSign(toSign, parameters).getBytes();
            Signature signature = Signature.getInstance(algorithm.getJCEId());
            signature.initSign(who.key());
            signature.update(data);
            var signed = new ByteArrayOutputStream();
            service.signDocument(toSign, parameters, new SignatureValue(algorithm, signature.sign()))
                    .writeTo(signed);
            return signed.toByteArray();
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
