package dev.ksef.model.link;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.Nip;
import java.net.URI;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * KOD II: the link behind the second QR code of an offline invoice, which proves who issued it,
 * {@code {qr}/certificate/{context kind}/{context}/{seller NIP}/{certificate}/{hash}/{signature}}.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/kody-qr.md">kody-qr</a>.
 *
 * @param unsigned the part of the link that is signed
 * @param signature in Base64URL without padding: RSASSA-PSS (342 characters with a key of 2048 bits) or ECDSA on P-256 (86 as
 *     r||s, up to 96 as DER)
 */
public record CertificateVerificationLink(UnsignedCertificateLink unsigned, String signature) {

    private static final String LABEL = "CERTYFIKAT";
    /** The signature of an RSA key of 8192 bits; ECDSA stays far below. */
    private static final int LONGEST_SIGNATURE = 1366;

    private static final String SIGNATURE = "[A-Za-z0-9_-]{2," + LONGEST_SIGNATURE + "}";
    private static final Pattern SIGNATURE_SHAPE = Pattern.compile(SIGNATURE);
    private static final Pattern PATH =
            Pattern.compile("(?<base>.*)/certificate/(?<kind>[^/]+)/(?<context>[^/]+)/(?<nip>\\d{10})/(?<serial>"
                    + UnsignedCertificateLink.SERIAL + ")/" + LinkSegments.HASH + "/(?<signature>" + SIGNATURE + ")");

    /**
     * Checks the shape of the signature, not the signature itself.
     *
     * @throws IllegalArgumentException if the signature is not Base64URL without padding
     */
    public CertificateVerificationLink {
        Objects.requireNonNull(unsigned, "unsigned");
        if (!SIGNATURE_SHAPE.matcher(signature).matches() || signature.length() % 4 == 1) {
            throw new IllegalArgumentException(
                    "The signature of a KOD II is Base64URL without padding, and this is not: " + signature.length()
                            + " characters");
        }
    }

    /**
     * Parses a link, for example from a QR code. The signature itself is not verified.
     *
     * @throws IllegalArgumentException if it is not a link to a certificate. Such a link has HTTPS, no query, all six parts in
     *     their shape and order, and nothing percent-encoded
     */
    public static CertificateVerificationLink parse(String link) {
        LinkSegments parts = LinkSegments.of(link, PATH).orElseThrow(CertificateVerificationLink::noLink);
        try {
            ContextIdentifier context =
                    ContextIdentifier.Type.named(parts.part("kind")).of(parts.part("context"));
            var unsigned = new UnsignedCertificateLink(
                    parts.base(),
                    context,
                    Nip.of(parts.part("nip")),
                    new CertificateSerialNumber(parts.part("serial")),
                    parts.hash());
            return new CertificateVerificationLink(unsigned, parts.part("signature"));
        } catch (IllegalArgumentException odd) {
            throw noLink();
        }
    }

    /** Has no cause: its message would quote the link. */
    private static IllegalArgumentException noLink() {
        return new IllegalArgumentException(
                "Not a link to a certificate: it must be https://<host>/certificate/"
                        + "<Nip, InternalId, NipVatUe or PeppolId>/<context>/<NIP>/<serial number>/<43 characters>/<signature>");
    }

    /** Returns the signature as bytes. */
    public byte[] signatureBytes() {
        return Base64.getUrlDecoder().decode(signature);
    }

    /** Returns the address that the code leads to. */
    public URI uri() {
        return URI.create(unsigned.unsignedUri() + "/" + signature);
    }

    /** Returns the text that stands under the code. */
    public String label() {
        return LABEL;
    }

    @Override
    public String toString() {
        return uri().toString();
    }
}
