package dev.ksef.domain.invoice;

import dev.ksef.domain.invoice.LinkVerdict.Misfit;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Sha256;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.invoice.InvoiceFacts;
import dev.ksef.model.signature.CertificateKind;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Checks whether the link behind the second QR code of an offline invoice (KOD II) belongs to an invoice and a
 * certificate, and says what was done wrong if it does not. Works offline: only KSeF can tell whether it issued the
 * certificate and has not revoked it, and whether its holder may issue for the seller. Here the certificate is judged by
 * its content alone.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/kody-qr.md">kody-qr</a>.
 */
public final class CertificateLinkCheck {

    private final URI qrBase;

    /** Checks links into an environment. */
    public CertificateLinkCheck(KsefEnvironment environment) {
        this.qrBase = environment.qrBase();
    }

    /**
     * Compares every part of a link with an invoice and a certificate.
     *
     * @param link what was read from the QR code, whatever it is
     * @param certificate the one that should have signed
     * @param at when the certificate must be valid: the verification page looks at it when it is asked
     */
    public LinkVerdict check(String link, InvoiceFacts facts, X509Certificate certificate, Instant at) {
        Set<Misfit> misfits = EnumSet.noneOf(Misfit.class);
        ParsedCertificateLink.of(link)
                .ifPresentOrElse(
                        text -> {
                            checkAddress(text, misfits);
                            checkInvoice(text, facts, misfits);
                            checkSerial(text, certificate, misfits);
                            checkSignature(text, certificate, misfits);
                        },
                        () -> misfits.add(Misfit.NO_LINK));
        checkCertificate(certificate, at, misfits);
        return new LinkVerdict(misfits);
    }

    private void checkAddress(ParsedCertificateLink link, Set<Misfit> misfits) {
        if (link.base().filter(base -> QrAddress.same(base, qrBase)).isEmpty()) {
            misfits.add(Misfit.ENVIRONMENT);
        }
        if (PercentEncoding.isIn(link.context())) {
            misfits.add(Misfit.CONTEXT_PERCENT_ENCODED);
        }
        if (!isContext(link.kind(), PercentEncoding.decoded(link.context()))) {
            misfits.add(Misfit.CONTEXT);
        }
    }

    private static boolean isContext(String kind, String identifier) {
        try {
            ContextIdentifier.Type.named(kind).of(identifier);
            return true;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static void checkInvoice(ParsedCertificateLink link, InvoiceFacts facts, Set<Misfit> misfits) {
        if (facts.sellerNip() == null) {
            misfits.add(Misfit.SELLER_UNREADABLE);
        } else if (!link.seller().equals(facts.sellerNip().value())) {
            misfits.add(Misfit.SELLER);
        }
        Optional<Sha256> hash = HashText.read(link.hash());
        if (hash.isEmpty() || !hash.get().sameBytes(facts.hash())) {
            misfits.add(Misfit.HASH);
        } else if (!link.hash().equals(facts.hash().base64Url())) {
            misfits.add(Misfit.NOT_CANONICAL);
        }
    }

    private static void checkSerial(ParsedCertificateLink link, X509Certificate certificate, Set<Misfit> misfits) {
        String serial = CertificateSerialNumber.in(certificate).value();
        if (!serial.equals(link.serial())) {
            boolean sameNumber = significant(link.serial()).equals(significant(serial));
            misfits.add(sameNumber ? Misfit.SERIAL_NOTATION : Misfit.SERIAL);
        }
    }

    private static String significant(String serial) {
        return serial.toUpperCase(Locale.ROOT).replaceFirst("^0+", "");
    }

    private static void checkSignature(ParsedCertificateLink link, X509Certificate certificate, Set<Misfit> misfits) {
        DecodedLinkSignature signature = DecodedLinkSignature.of(link.signature());
        misfits.addAll(signature.misfits());
        byte[] bytes = signature.bytes();
        if (bytes != null) {
            misfits.addAll(new SignatureMistakes(certificate.getPublicKey()).in(bytes, link.text()));
        }
    }

    private static void checkCertificate(X509Certificate certificate, Instant at, Set<Misfit> misfits) {
        if (at.isAfter(certificate.getNotAfter().toInstant())) {
            misfits.add(Misfit.CERTIFICATE_EXPIRED);
        }
        if (at.isBefore(certificate.getNotBefore().toInstant().minus(SignerCertificate.EARLY))) {
            misfits.add(Misfit.CERTIFICATE_NOT_YET_VALID);
        }
        try {
            SignerCertificate signer = SignerCertificate.of(List.of(certificate));
            if (signer.kind() != CertificateKind.KSEF_OFFLINE) {
                misfits.add(Misfit.CERTIFICATE_TYPE);
            }
            if (!(signer.publicKey() instanceof RSAPublicKey)
                    && !SignatureAlgorithm.ECDSA_SHA256.fits(signer.publicKey())) {
                misfits.add(Misfit.CERTIFICATE_KEY);
            }
        } catch (KsefSigningException unfit) {
            misfits.add(Misfit.CERTIFICATE_KEY);
        }
    }
}
