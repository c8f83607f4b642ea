package dev.ksef.adapter.pkcs11;

import dev.ksef.model.signature.SignatureAlgorithm;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Pads a hash for RSA (EMSA), for devices that do not pad themselves. Source: RFC 8017, 9.1.1 and 9.2. */
final class EmsaPadding {

    private static final int SALT = 32;
    private static final int TRAILER = 0xBC;
    private static final SecureRandom RANDOM = new SecureRandom();

    private EmsaPadding() {}

    /**
     * Pads by EMSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes.
     *
     * @param bits of the modulus
     * @return as many bytes as the modulus has, with a zero byte in front where RFC 8017 makes it shorter
     */
    static byte[] pss(byte[] digest, int bits) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return pss(digest, bits, salt);
    }

    static byte[] pss(byte[] digest, int bits, byte[] salt) {
        int emBits = bits - 1;
        int emLength = (emBits + 7) / 8;
        MessageDigest sha256 = sha256();
        sha256.update(new byte[8]);
        sha256.update(digest);
        byte[] hash = sha256.digest(salt);

        byte[] block = new byte[emLength - hash.length - 1];
        block[block.length - salt.length - 1] = 1;
        System.arraycopy(salt, 0, block, block.length - salt.length, salt.length);
        byte[] mask = mgf1(hash, block.length);
        for (int i = 0; i < block.length; i++) {
            block[i] ^= mask[i];
        }
        block[0] &= (byte) (0xFF >>> (8 * emLength - emBits));

        return ByteBuffer.allocate((bits + 7) / 8)
                .position((bits + 7) / 8 - emLength)
                .put(block)
                .put(hash)
                .put((byte) TRAILER)
                .array();
    }

    /** Returns the DER DigestInfo of a hash, which EMSA-PKCS1-v1_5 pads. */
    static byte[] digestInfo(SignatureAlgorithm algorithm, byte[] digest) {
        // RFC 8017, 9.2, note 1.
        String prefix = switch (algorithm.digestAlgorithm()) {
            case "SHA-256" -> "3031300d060960864801650304020105000420";
            case "SHA-384" -> "3041300d060960864801650304020205000430";
            case "SHA-512" -> "3051300d060960864801650304020305000440";
            default -> throw new IllegalArgumentException("No DigestInfo is known for " + algorithm);
        };
        var info = new ByteArrayOutputStream();
        info.writeBytes(HexFormat.of().parseHex(prefix));
        info.writeBytes(digest);
        return info.toByteArray();
    }

    private static byte[] mgf1(byte[] seed, int length) {
        var mask = new ByteArrayOutputStream();
        for (int counter = 0; mask.size() < length; counter++) {
            MessageDigest sha256 = sha256();
            sha256.update(seed);
            mask.writeBytes(sha256.digest(ByteBuffer.allocate(4).putInt(counter).array()));
        }
        return mask.toByteArray();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
