package dev.ksef.adapter.crypto;

import java.math.BigInteger;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Limits the work to derive a key from a password. The file states how much it is, and anybody may have made the file. */
final class KeyDerivationLimit {

    /** Takes some seconds. Password managers use 600 000 rounds today, OpenSSL 2048. */
    private static final BigInteger MOST_ROUNDS = BigInteger.valueOf(5_000_000);

    /** Memory (128 bytes times N times r, 16 MiB with OpenSSL) times p. */
    private static final BigInteger MOST_SCRYPT = BigInteger.ONE.shiftLeft(28);

    private KeyDerivationLimit() {}

    /** Refuses a key whose encryption asks for too much work. */
    static void check(KeyFile file, AlgorithmIdentifier encryption) {
        if (!PKCSObjectIdentifiers.id_PBES2.equals(encryption.getAlgorithm())) {
            checkRounds(
                    file,
                    PKCS12PBEParams.getInstance(encryption.getParameters()).getIterations());
            return;
        }
        KeyDerivationFunc derivation =
                PBES2Parameters.getInstance(encryption.getParameters()).getKeyDerivationFunc();
        if (PKCSObjectIdentifiers.id_PBKDF2.equals(derivation.getAlgorithm())) {
            checkRounds(
                    file, PBKDF2Params.getInstance(derivation.getParameters()).getIterationCount());
        } else if (MiscObjectIdentifiers.id_scrypt.equals(derivation.getAlgorithm())) {
            checkScrypt(file, ScryptParams.getInstance(derivation.getParameters()));
        }
    }

    static void checkRounds(KeyFile file, BigInteger rounds) {
        if (rounds.compareTo(MOST_ROUNDS) > 0) {
            throw file.wrong("asks for more than " + MOST_ROUNDS
                    + " rounds of hashing its password, which would take too long: encrypt the key again with fewer");
        }
    }

    private static void checkScrypt(KeyFile file, ScryptParams scrypt) {
        BigInteger work = BigInteger.valueOf(128)
                .multiply(scrypt.getCostParameter())
                .multiply(scrypt.getBlockSize())
                .multiply(scrypt.getParallelizationParameter());
        if (work.compareTo(MOST_SCRYPT) > 0) {
            throw file.wrong("asks for hashing its password by scrypt with more than " + (MOST_SCRYPT.longValue() >> 20)
                    + " MiB, which is too much: encrypt the key again with less");
        }
    }
}
