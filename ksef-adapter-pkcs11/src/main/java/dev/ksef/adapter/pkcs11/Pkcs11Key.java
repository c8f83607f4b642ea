package dev.ksef.adapter.pkcs11;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignatureAlgorithm;
import dev.ksef.model.signature.SignerCertificate;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A private key in a token, known by its alias and its certificate. */
record Pkcs11Key(TokenConnection token, String alias, SignerCertificate certificate) {

    private static final int TRIAL_BYTES = 32;

    /**
     * Returns the algorithms that the key fits, and that the token has mechanisms for and makes a trial signature with: a token
     * may list a mechanism that it does not let this key use.
     */
    Set<SignatureAlgorithm> algorithms() {
        return SignatureAlgorithm.fitting(certificate.publicKey()).stream()
                .sorted()
                .filter(this::canSign)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean canSign(SignatureAlgorithm algorithm) {
        List<SigningMechanism> mechanisms = SigningMechanism.forData(algorithm, certificate.publicKey());
        return token.with(doing(algorithm), open -> {
            if (!SigningMechanism.anyExists(mechanisms, open.provider())) {
                return false;
            }
            try {
                signIn(open, mechanisms, new byte[TRIAL_BYTES]);
                return true;
            } catch (GeneralSecurityException | ProviderException failure) {
                if (Pkcs11Error.of(failure).isUnsupported()) {
                    return false;
                }
                throw failure;
            }
        });
    }

    private String doing(SignatureAlgorithm algorithm) {
        return "sign with the key '" + alias + "' by " + algorithm;
    }

    byte[] sign(SignatureAlgorithm algorithm, byte[] data) {
        return sign(SigningMechanism.forData(algorithm, certificate.publicKey()), algorithm, data);
    }

    byte[] signDigest(SignatureAlgorithm algorithm, byte[] digest) {
        return sign(SigningMechanism.forDigest(algorithm, certificate.publicKey()), algorithm, digest);
    }

    private byte[] sign(List<SigningMechanism> mechanisms, SignatureAlgorithm algorithm, byte[] input) {
        return token.with(doing(algorithm), open -> signIn(open, mechanisms, input));
    }

    /**
     * A key with CKA_ALWAYS_AUTHENTICATE wants the PIN once more between C_SignInit and C_Sign, in the same session, and
     * SunPKCS11 has no way for that. The device answers as if the login were lost. If it was not, it would be lost at each
     * repetition, too, and the PIN asked for in vain. Another thread may log in meanwhile, so the signature is tried again.
     */
    private byte[] signIn(LoggedInToken open, List<SigningMechanism> mechanisms, byte[] input)
            throws GeneralSecurityException {
        PrivateKey handle = handle(open);
        try {
            return SigningMechanism.signWithFirst(mechanisms, open.provider(), handle, input);
        } catch (GeneralSecurityException | ProviderException failure) {
            if (!Pkcs11Error.of(failure).isLoginWanted() || !open.isLoggedIn()) {
                throw failure;
            }
        }
        try {
            return SigningMechanism.signWithFirst(mechanisms, open.provider(), handle, input);
        } catch (GeneralSecurityException | ProviderException failure) {
            if (Pkcs11Error.of(failure).isLoginWanted() && open.isLoggedIn()) {
                throw wantsPinForEachSignature();
            }
            throw failure;
        }
    }

    private KsefSigningException wantsPinForEachSignature() {
        return new KsefSigningException(
                "The key '" + alias + "' in the token " + token.name()
                        + " wants its PIN for each signature (CKA_ALWAYS_AUTHENTICATE), as cards for qualified signatures do, and the"
                        + " PKCS#11 provider of the JDK cannot give it. Sign in by two steps instead: let the SDK prepare the"
                        + " request, sign it with the software of the card, and hand it back; or use a key without that attribute");
    }

    /**
     * Returns the handle of the private key, and checks that it still belongs to this certificate: in another card another
     * key may have the same alias.
     */
    PrivateKey handle(LoggedInToken open) throws GeneralSecurityException {
        PublicKey found = open.certificates(alias)
                .orElseThrow(() -> new KsefSigningException("The token " + token.name() + " has no key '" + alias
                        + "' any more: another card may be in, or the key was deleted"))
                .get(0)
                .getPublicKey();
        if (!Arrays.equals(found.getEncoded(), certificate.publicKey().getEncoded())) {
            throw new KsefSigningException("The key '" + alias + "' in the token " + token.name()
                    + " is another than it was: open the token again and load the key anew");
        }
        return open.key(alias)
                .orElseThrow(() -> new KsefSigningException("The certificate '" + alias + "' in the token "
                        + token.name() + " has no private key beside it"));
    }

    @Override
    public String toString() {
        return "Key '" + alias + "' in the token " + token.name();
    }
}
