package dev.ksef.qr;

import dev.ksef.model.CertificateVerificationLink;
import dev.ksef.model.InvoiceVerificationLink;
import dev.ksef.model.Nip;
import dev.ksef.model.OfflineLinks;
import dev.ksef.model.Sha256;
import dev.ksef.model.UnsignedCertificateLink;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Base64;

/** The keys that KSeF issues certificates for: fresh ones, and so other codes in each run. */
enum OfflineKey {
    RSA(93, "RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), "RSASSA-PSS"),
    P256(69, "EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSAinP1363Format");

    private static final SecureRandom RANDOM = new SecureRandom();

    /** Across the code with its quiet zone. */
    final int squares;

    private final KeyPair pair;
    private final String algorithm;

    OfflineKey(int squares, String family, AlgorithmParameterSpec size, String algorithm) {
        this.squares = squares;
        this.algorithm = algorithm;
        try {
            var generator = KeyPairGenerator.getInstance(family);
            generator.initialize(size);
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException unknown) {
            throw new IllegalStateException(unknown);
        }
    }

    /** KOD II of another invoice each time. */
    CertificateVerificationLink link() {
        return links().certificate();
    }

    OfflineLinks links() {
        InvoiceVerificationLink some = QrCodeTest.link(null);
        var invoice = new InvoiceVerificationLink(some.qrBase(), some.sellerNip(), some.issueDate(), anyHash(), null);
        var unsigned = new UnsignedCertificateLink(
                invoice.qrBase(), Nip.of("1111111111"), invoice.sellerNip(), "01F20A5D352AE590", invoice.invoiceHash());
        return new OfflineLinks(invoice, unsigned.signed(signature(unsigned.bytesToSign())));
    }

    private static Sha256 anyHash() {
        byte[] hash = new byte[32];
        RANDOM.nextBytes(hash);
        return Sha256.of(Base64.getEncoder().encodeToString(hash));
    }

    private byte[] signature(byte[] bytes) {
        try {
            var signature = Signature.getInstance(algorithm);
            if (this == RSA) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException unsigned) {
            throw new IllegalStateException(unsigned);
        }
    }
}
