package dev.ksef.adapter.pkcs11;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.EcdsaValue;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A private key in a token, known by its alias and its certificate. */
final class TokenKey {

    private final Device device;
    private final String alias;
    private final SignerCertificate certificate;

    TokenKey(Device device, String alias, SignerCertificate certificate) {
        this.device = device;
        this.alias = alias;
        this.certificate = certificate;
    }

    Device device() {
        return device;
    }

    String alias() {
        return alias;
    }

    SignerCertificate certificate() {
        return certificate;
    }

    /** What key and device can do together. */
    Set<SignatureAlgorithm> algorithms() {
        return device.with(
                "tell its mechanisms",
                open -> SignatureAlgorithm.fitting(certificate.publicKey()).stream()
                        .filter(algorithm ->
                                Way.anyExists(Way.ofData(algorithm, certificate.publicKey()), open.provider()))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
        return sign(Way.ofData(algorithm, certificate.publicKey()), algorithm, data);
    }

    byte[] signDigest(SignatureAlgorithm algorithm, byte[] digest) {
        return sign(Way.ofDigest(algorithm, certificate.publicKey()), algorithm, digest);
    }

    private byte[] sign(List<Way> ways, SignatureAlgorithm algorithm, byte[] input) {
        byte[] signature = device.with(
                "sign with the key '" + alias + "' by " + algorithm,
                open -> Way.first(ways, open.provider(), handle(open), input));
        return certificate.publicKey() instanceof ECPublicKey ec ? p1363(signature, ec) : signature;
    }

    /** Devices that know no better give DER all the same. */
    private static byte[] p1363(byte[] signature, ECPublicKey key) {
        return signature.length != EcdsaValue.lengthBytes(key) && EcdsaValue.isDer(signature, key)
                ? EcdsaValue.ofDer(signature, key).p1363()
                : signature;
    }

    /** The key of this certificate: after a card was changed, another may have its name. */
    PrivateKey handle(OpenDevice open) throws GeneralSecurityException {
        PublicKey there = open.certificates(alias)
                .orElseThrow(() -> new KsefSigningException("The token " + device.name() + " has no key '" + alias
                        + "' any more: another card may be in, or the key was deleted"))
                .get(0)
                .getPublicKey();
        if (!Arrays.equals(there.getEncoded(), certificate.publicKey().getEncoded())) {
            throw new KsefSigningException("The key '" + alias + "' in the token " + device.name()
                    + " is another than it was: open the token again and load the key anew");
        }
        return open.key(alias)
                .orElseThrow(() -> new KsefSigningException("The certificate '" + alias + "' in the token "
                        + device.name() + " has no private key beside it"));
    }
}
