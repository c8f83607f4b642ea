package dev.ksef.qr;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.link.CertificateVerificationLink;
import dev.ksef.model.link.InvoiceVerificationLink;
import dev.ksef.model.link.OfflineLinks;
import dev.ksef.model.link.UnsignedCertificateLink;
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

/** The keys that KSeF issues certificates for, with true signatures that are the same in each run of a JDK. */
enum OfflineKey {
    RSA(93, "RSA", new RSAKeyGenParameterSpec(2048, RSAKeyGenParameterSpec.F4), "RSASSA-PSS"),
    P256(69, "EC", new ECGenParameterSpec("secp256r1"), "SHA256withECDSAinP1363Format");

    /** Across the code with its quiet zone. */
    final int squares;

    private final KeyPair pair;
    private final String algorithm;

    OfflineKey(int squares, String family, AlgorithmParameterSpec size, String algorithm) {
        this.squares = squares;
        this.algorithm = algorithm;
        try {
            var generator = KeyPairGenerator.getInstance(family);
            generator.initialize(size, random(0));
            pair = generator.generateKeyPair();
        } catch (GeneralSecurityException unknown) {
            throw new IllegalStateException(unknown);
        }
    }

    CertificateVerificationLink link() {
        return links(1).certificate();
    }

    /** The codes of another invoice for each number. */
    OfflineLinks links(int number) {
        InvoiceVerificationLink some = QrCodeTest.link(null);
        var invoice =
                new InvoiceVerificationLink(some.qrBase(), some.sellerNip(), some.issueDate(), hash(number), null);
        var unsigned = new UnsignedCertificateLink(
                invoice.qrBase(),
                Nip.of("1111111111"),
                invoice.sellerNip(),
                CertificateSerialNumber.of("01F20A5D352AE590"),
                invoice.invoiceHash());
        return new OfflineLinks(invoice, unsigned.signed(signature(unsigned.bytesToSign(), random(number))));
    }

    private static Sha256 hash(int number) {
        byte[] hash = new byte[32];
        random(number).nextBytes(hash);
        return Sha256.of(Base64.getEncoder().encodeToString(hash));
    }

    private byte[] signature(byte[] bytes, SecureRandom random) {
        try {
            var signature = Signature.getInstance(algorithm);
            if (this == RSA) {
                signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            }
            signature.initSign(pair.getPrivate(), random);
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException unsigned) {
            throw new IllegalStateException(unsigned);
        }
    }

    /** Seeded before it was asked for anything, it yields the same ever after. */
    private static SecureRandom random(int seed) {
        try {
            var random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (GeneralSecurityException unknown) {
            throw new IllegalStateException(unknown);
        }
    }
}
