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
 * KOD II before it is signed: tells who issues an offline invoice, with which certificate, and the hash of its file.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/kody-qr.md">kody-qr</a>. It does not say how {@code +} and
 * {@code *} of a NipVatUe are encoded. A path may contain both, so
 * they are signed and written unencoded. KSeF verifies links in this form.
 *
 * @param qrBase the QR address of the environment the invoice will be sent to
 * @param context whom the issuer acts for
 * @param sellerNip the seller's NIP as written in the invoice
 * @param certificateSerial serial number of the KSeF certificate of type Offline: 16 hexadecimal digits, upper case, leading
 *     zeros kept; more digits are accepted, since KSeF's pattern is only descriptive
 * @param invoiceHash SHA-256 of the invoice's XML file, byte for byte
 */
public record UnsignedCertificateLink(
        URI qrBase,
        ContextIdentifier context,
        Nip sellerNip,
        CertificateSerialNumber certificateSerial,
        Sha256 invoiceHash) {

    /** The shape of a certificate's serial number; X.509 allows 20 bytes. */
    static final String SERIAL = "[0-9A-F]{16,40}";

    private static final Pattern SERIAL_SHAPE = Pattern.compile(SERIAL);

    /**
     * Checks the parts, so that no dead link is ever printed.
     *
     * @throws IllegalArgumentException if a part does not have its shape
     */
    public UnsignedCertificateLink {
        qrBase = KsefEnvironment.checked(qrBase, "QR");
        context = context.type().of(context.value());
        Nip.of(sellerNip.value());
        TextCheck.shaped(
                certificateSerial.value(), SERIAL_SHAPE, "Serial number of a certificate", "16 digits from 0 to F");
        Sha256.of(invoiceHash.value());
    }

    /**
     * Returns the exact text that is signed: without {@code https://}, without a slash at the end, without percent-encoding.
     */
    public String textToSign() {
        String link = unsignedUri();
        return link.substring(link.indexOf("://") + 3);
    }

    /** Returns {@link #textToSign()} in ASCII: the bytes that are hashed and signed. */
    public byte[] bytesToSign() {
        return textToSign().getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Returns the whole link. The signature is not verified.
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
