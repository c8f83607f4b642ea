package dev.ksef.domain.invoice;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.link.CertificateVerificationLink;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.link.OfflineLinks;
import dev.ksef.model.link.UnsignedCertificateLink;
import dev.ksef.model.signature.EcdsaValue;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.time.Time;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Makes the codes that stand on an invoice issued offline: KOD I, which says what it is, and KOD II, signed with a KSeF
 * certificate of type Offline, which says who issued it. Works offline, since it asks the signer alone. Safe for many
 * threads.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/kody-qr.md">kody-qr</a>,
 * <a href="https://github.com/CIRFMF/ksef-docs/blob/main/tryby-offline.md">tryby-offline</a>.
 */
public final class OfflineCodes {

    private final KsefEnvironment environment;
    private final Signer signer;
    private final Time time;
    private final SignatureAlgorithm algorithm;
    private final boolean der;

    /**
     * Codes for invoices that will be sent to an environment.
     *
     * @throws KsefSigningException if the signer's certificate is not of type Offline, its key is neither RSA nor on P-256, or
     *     it cannot sign as a KOD II has to be
     */
    public OfflineCodes(KsefEnvironment environment, Signer signer, Time time) {
        this(environment, signer, time, algorithmOf(signer), false);
    }

    private OfflineCodes(
            KsefEnvironment environment, Signer signer, Time time, SignatureAlgorithm algorithm, boolean der) {
        this.environment = environment;
        this.signer = signer;
        this.time = time;
        this.algorithm = algorithm;
        this.der = der;
    }

    private static SignatureAlgorithm algorithmOf(Signer signer) {
        SignerCertificate certificate = signer.certificate();
        certificate.requireMaySignCodes();
        if (!(certificate.publicKey() instanceof RSAPublicKey)
                && !SignatureAlgorithm.ECDSA_SHA256.fits(certificate.publicKey())) {
            throw new KsefSigningException("The key of " + certificate.summary()
                    + " is on another curve than P-256: a KOD II is signed with RSA or P-256 alone (https://github.com/CIRFMF/ksef-docs/blob/main/kody-qr.md). Apply for"
                    + " a certificate with such a key");
        }
        SignatureAlgorithm algorithm = SignatureAlgorithm.forCode(certificate.publicKey());
        if (!signer.algorithms().contains(algorithm)) {
            throw new KsefSigningException("A KOD II of " + certificate.summary() + " is signed with " + algorithm
                    + ", and its signer can do " + signer.algorithms()
                    + " only: use a device that can, or a certificate with a key on P-256");
        }
        return algorithm;
    }

    /** The same with ECDSA signatures in DER, which KSeF takes, too; r||s, the default, is what it recommends. */
    public OfflineCodes inDer() {
        return new OfflineCodes(environment, signer, time, algorithm, true);
    }

    /**
     * Both links of an invoice.
     *
     * @param facts of the very file that will be sent
     * @param context whom the issuer acts for
     * @throws KsefException if seller or date of issue could not be read from the XML
     * @throws KsefSigningException if the certificate is not valid now, or no right signature can be had
     */
    public OfflineLinks links(InvoiceFacts facts, ContextIdentifier context) {
        Nip seller = facts.sellerNip();
        LocalDate issued = facts.issueDate();
        if (seller == null || issued == null) {
            throw new KsefException("The seller's NIP and P_1 could not be read from the XML of the invoice with hash "
                    + facts.hash() + ": make its links with both of them");
        }
        return new OfflineLinks(
                new InvoiceVerificationLink(environment.qrBase(), seller, issued, facts.hash(), null),
                certificateLink(context, seller, facts.hash()));
    }

    /**
     * KOD II of an invoice.
     *
     * @param context whom the issuer acts for
     * @param sellerNip the seller's NIP as written in the invoice
     * @param invoiceHash SHA-256 of the very file that will be sent
     * @throws KsefSigningException if the certificate is not valid now, or no right signature can be had
     */
    public CertificateVerificationLink certificateLink(ContextIdentifier context, Nip sellerNip, Sha256 invoiceHash) {
        SignerCertificate certificate = signer.certificate();
        certificate.requireValid(Instant.ofEpochMilli(time.wallMillis()));
        var unsigned = new UnsignedCertificateLink(
                environment.qrBase(), context, sellerNip, certificate.serialNumber(), invoiceHash);
        return unsigned.signed(notated(signature(unsigned.bytesToSign(), certificate), certificate.publicKey()));
    }

    /** Signs, and verifies the signature before it is printed: nobody can correct a code on paper. */
    private byte[] signature(byte[] text, SignerCertificate certificate) {
        byte[] signature = signer.sign(algorithm, text);
        if (!algorithm.verifies(certificate.publicKey(), text, signature)) {
            throw new KsefSigningException("The signer of " + certificate.summary() + " made a signature that the"
                    + " certificate's key does not verify, and so no code: check that key and certificate belong"
                    + " together, and that it signs with " + algorithm);
        }
        return signature;
    }

    private byte[] notated(byte[] signature, PublicKey key) {
        return der && key instanceof ECPublicKey ec
                ? EcdsaValue.ofP1363(signature, ec).der()
                : signature;
    }
}
