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

/** How much work a file asks for before its password can be tried: it is the file that says so, and anybody may have made it. */
final class DerivationCost {

    /** Some seconds. Password managers take 600 000 today, OpenSSL 2048. */
    private static final BigInteger MOST_ROUNDS = BigInteger.valueOf(5_000_000);

    /** 128 bytes times N times r, which is 16 MiB with OpenSSL; p times as much work. */
    private static final BigInteger MOST_SCRYPT = BigInteger.ONE.shiftLeft(28);

    private DerivationCost() {}

    /** Nothing, if a key encrypted like this can be opened with patience. */
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
            throw file.wrong("makes its password be hashed in more than " + MOST_ROUNDS
                    + " rounds, which would take this machine too long: encrypt the key anew with fewer");
        }
    }

    private static void checkScrypt(KeyFile file, ScryptParams scrypt) {
        BigInteger work = BigInteger.valueOf(128)
                .multiply(scrypt.getCostParameter())
                .multiply(scrypt.getBlockSize())
                .multiply(scrypt.getParallelizationParameter());
        if (work.compareTo(MOST_SCRYPT) > 0) {
            throw file.wrong("makes its password be hashed by scrypt with more than " + (MOST_SCRYPT.longValue() >> 20)
                    + " MiB, which is too much for this machine: encrypt the key anew with less");
        }
    }
}
