package dev.ksef.adapter.pkcs11;

import dev.ksef.model.certificate.CertificateEnrollmentData;
import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.internal.RootCause;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.NewKey;
import dev.ksef.port.signing.Signer;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;

/** A key in a token with a {@link PlaceholderCertificate} beside it, until it has a real certificate. */
record Pkcs11NewKey(Pkcs11Key key, CertificationRequestWriter writer) implements NewKey {

    @Override
    public byte[] certificationRequest(CertificateEnrollmentData subject) {
        try {
            return writer.write(subject, key.certificate().publicKey(), key::signDigest);
        } catch (KsefSigningException clear) {
            throw clear;
        } catch (Exception failure) {
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            // Classes tell nothing secret; messages might.
            throw new KsefSigningException("The application for the key '" + key.alias()
                    + "' could not be written: the writer failed with " + RootCause.classes(failure));
        }
    }

    @Override
    public Signer certified(List<X509Certificate> chain) {
        SignerCertificate certificate = SignerCertificate.of(chain);
        byte[] encoded = certificate.publicKey().getEncoded();
        if (!Arrays.equals(encoded, key.certificate().publicKey().getEncoded())) {
            throw new KsefSigningException("The certificate " + certificate.summary() + " belongs to another key than '"
                    + key.alias() + "' in the token " + key.token().name());
        }
        key.token().with("keep the certificate of the key '" + key.alias() + "'", open -> {
            open.reload();
            replace(open, certificate.chain());
            return true;
        });
        return Pkcs11Signer.of(new Pkcs11Key(key.token(), key.alias(), certificate));
    }

    /** SunPKCS11 deletes the old certificate before it writes the new one: if that fails, the old one is written again. */
    private void replace(LoggedInToken open, List<X509Certificate> chain) throws GeneralSecurityException, IOException {
        PrivateKey handle = key.handle(open);
        try {
            open.write(key.alias(), handle, chain);
        } catch (GeneralSecurityException | ProviderException failure) {
            open.reload();
            if (open.certificates(key.alias()).isEmpty()) {
                open.write(key.alias(), handle, key.certificate().chain());
            }
            throw failure;
        }
    }

    @Override
    public String toString() {
        return "New key '" + key.alias() + "' in the token " + key.token().name();
    }
}
