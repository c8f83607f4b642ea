package dev.ksef.model.link;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.internal.TextCheck;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * KOD II as it is before it is signed: who issues an offline invoice, with which certificate, and which file it is.
 *
 * <p>Source: kody-qr.md. It does not say how {@code +} and {@code *} of a NipVatUe travel; both may stand in a path as they
 * are, so they are signed and written as they are, which is what verifies.
 *
 * @param qrBase the QR address of the environment the invoice will be sent to
 * @param context whom the issuer acts for
 * @param sellerNip the seller's NIP as written in the invoice
 * @param certificateSerial serial number of the KSeF certificate of type Offline: 16 hexadecimal digits, upper case, leading
 *     zeros kept; more digits are taken, since KSeF calls its pattern a description
 * @param invoiceHash SHA-256 of the invoice's XML file, byte for byte
 */
public record UnsignedCertificateLink(
        URI qrBase,
        ContextIdentifier context,
        Nip sellerNip,
        CertificateSerialNumber certificateSerial,
        Sha256 invoiceHash) {

    /** What the serial number of a certificate looks like here; X.509 allows 20 bytes. */
    static final String SERIAL = "[0-9A-F]{16,40}";

    private static final Pattern SERIAL_SHAPE = Pattern.compile(SERIAL);

    /**
     * @throws IllegalArgumentException if a part has not the shape it needs, so that no dead link is ever printed
     */
    public UnsignedCertificateLink {
        qrBase = KsefEnvironment.checked(qrBase, "QR");
        context = context.type().of(context.value());
        Nip.of(sellerNip.value());
        TextCheck.shaped(
                certificateSerial.value(), SERIAL_SHAPE, "Serial number of a certificate", "16 digits from 0 to F");
        Sha256.of(invoiceHash.value());
    }

    /** The exact text that is signed: no {@code https://}, no slash at the end, nothing encoded. */
    public String textToSign() {
        String link = unsignedUri();
        return link.substring(link.indexOf("://") + 3);
    }

    /** {@link #textToSign()} in ASCII: the bytes that are hashed and signed. */
    public byte[] bytesToSign() {
        return textToSign().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The whole link. That the signature is a right one is for whoever made it to see to.
     *
     * @param signature RSASSA-PSS, or ECDSA as r||s or DER, over {@link #bytesToSign()}
     */
    public CertificateVerificationLink signed(byte[] signature) {
        return new CertificateVerificationLink(
                this, Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
    }

    String unsignedUri() {
        return qrBase + "/certificate/" + context.type().value() + "/" + context.value() + "/" + sellerNip + "/"
                + certificateSerial + "/" + invoiceHash.base64Url();
    }

    @Override
    public String toString() {
        return textToSign();
    }
}
