package dev.ksef.adapter.crypto;

import dev.ksef.model.error.KsefSigningException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.jspecify.annotations.Nullable;

/** A private key as a file holds it, encrypted or not. */
final class StoredPrivateKey {

    @FunctionalInterface
    private interface KeyOpener {
        PrivateKeyInfo open(KeyFile file, char[] password) throws IOException, PKCSException, OperatorCreationException;
    }

    private final boolean encrypted;
    private final KeyOpener opener;

    private StoredPrivateKey(boolean encrypted, KeyOpener opener) {
        this.encrypted = encrypted;
        this.opener = opener;
    }

    static StoredPrivateKey plain(PrivateKeyInfo key) {
        return new StoredPrivateKey(false, (file, password) -> key);
    }

    static StoredPrivateKey encrypted(PKCS8EncryptedPrivateKeyInfo key) {
        return new StoredPrivateKey(true, (file, password) -> {
            KeyDerivationLimit.check(file, key.toASN1Structure().getEncryptionAlgorithm());
            return key.decryptPrivateKeyInfo(new JcePKCSPBEInputDecryptorProviderBuilder()
                    .setProvider(BouncyCastle.provider())
                    .build(password));
        });
    }

    /** A key in OpenSSL's old encrypted form ({@code Proc-Type: 4,ENCRYPTED}). */
    static StoredPrivateKey encrypted(PEMEncryptedKeyPair key) {
        return new StoredPrivateKey(
                true,
                (file, password) -> key.decryptKeyPair(new JcePEMDecryptorProviderBuilder()
                                .setProvider(BouncyCastle.provider())
                                .build(password))
                        .getPrivateKeyInfo());
    }

    static PrivateKeyInfo ofPkcs1(ASN1Sequence key) throws IOException {
        return new PrivateKeyInfo(new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE), key);
    }

    static PrivateKeyInfo ofSec1(ASN1Sequence key) throws IOException {
        var ec = ECPrivateKey.getInstance(key);
        return new PrivateKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, ec.getParametersObject()), ec);
    }

    PrivateKey open(KeyFile file, char @Nullable [] password) {
        if (encrypted && (password == null || password.length == 0)) {
            throw file.wrong("has an encrypted private key: give its password");
        }
        char[] own = password == null ? new char[0] : password.clone();
        PrivateKeyInfo info;
        try {
            info = opener.open(file, own);
        } catch (KsefSigningException clear) {
            throw clear;
        } catch (IOException | PKCSException | OperatorCreationException | RuntimeException refused) {
            throw file.wrong(
                    "has a private key that does not open with this password: the password is wrong, or the key"
                            + " is damaged or encrypted in a way that is not supported");
        } finally {
            Arrays.fill(own, '\0');
        }
        return privateKey(file, info);
    }

    private static PrivateKey privateKey(KeyFile file, PrivateKeyInfo info) {
        String algorithm = algorithm(file, info.getPrivateKeyAlgorithm().getAlgorithm());
        byte[] pkcs8 = encoded(file, info);
        try {
            return SigningProviders.privateKey(algorithm, pkcs8);
        } catch (GeneralSecurityException unknown) {
            throw file.wrong(
                    "has an " + algorithm + " private key that the JDK cannot use: it is damaged, or on a curve"
                            + " other than P-256, P-384 and P-521, or its curve is written out instead of named");
        } finally {
            KeyFileContents.clear(pkcs8);
        }
    }

    private static String algorithm(KeyFile file, ASN1ObjectIdentifier oid) {
        if (PKCSObjectIdentifiers.rsaEncryption.equals(oid)) {
            return SigningProviders.RSA;
        }
        if (X9ObjectIdentifiers.id_ecPublicKey.equals(oid)) {
            return SigningProviders.EC;
        }
        throw file.wrong("has a private key of a kind that KSeF does not take (" + oid + "): it takes RSA and EC");
    }

    private static byte[] encoded(KeyFile file, PrivateKeyInfo info) {
        try {
            return info.getEncoded();
        } catch (IOException impossible) {
            throw file.wrong("has a private key that cannot be encoded");
        }
    }

    /** Prints nothing of the key. */
    @Override
    public String toString() {
        return encrypted ? "an encrypted private key" : "a private key";
    }
}
