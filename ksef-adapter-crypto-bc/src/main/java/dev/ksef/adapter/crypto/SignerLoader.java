package dev.ksef.adapter.crypto;

import dev.ksef.model.error.KsefSigningException;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Loads {@link LocalSigner}s like its factory methods, but by a given clock, and from streams, too.
 *
 * <p>All methods throw {@link KsefSigningException} as those of {@link LocalSigner} do. An {@link IOException} comes from the
 * caller's stream. Streams are read to their end, up to 4 MiB, and not closed.
 */
public final class SignerLoader {

    private final Time time;

    SignerLoader(Time time) {
        this.time = Objects.requireNonNull(time, "time");
    }

    /** Loads a signer as {@link LocalSigner#pem(Path, Path)} does. */
    public LocalSigner pem(Path certificates, Path key) {
        return pem(certificates, key, null);
    }

    /** Loads a signer as {@link LocalSigner#pem(Path, Path, char[])} does. */
    public LocalSigner pem(Path certificates, Path key, char @Nullable [] password) {
        return pem(KeyFile.read(certificates), KeyFile.read(key), password);
    }

    /** Loads a signer as {@link LocalSigner#pem(byte[], byte[], char[])} does. */
    public LocalSigner pem(byte[] certificates, byte[] key, char @Nullable [] password) {
        return pem(KeyFile.given("certificates", certificates), KeyFile.given("key", key), password);
    }

    /** Loads a signer from streams of such files. */
    public LocalSigner pem(InputStream certificates, InputStream key, char @Nullable [] password) throws IOException {
        return pem(KeyFile.given("certificates", certificates), KeyFile.given("key", key), password);
    }

    /** Loads a signer as {@link LocalSigner#pkcs12(Path, char[])} does. */
    public LocalSigner pkcs12(Path file, char[] password) {
        return pkcs12(KeyFile.read(file), password, null);
    }

    /** Loads a signer as {@link LocalSigner#pkcs12(Path, char[], String)} does. */
    public LocalSigner pkcs12(Path file, char[] password, String alias) {
        return pkcs12(KeyFile.read(file), password, alias);
    }

    /** Loads a signer as {@link LocalSigner#pkcs12(byte[], char[], String)} does. */
    public LocalSigner pkcs12(byte[] file, char[] password, @Nullable String alias) {
        return pkcs12(KeyFile.given("PKCS#12", file), password, alias);
    }

    /** Loads a signer from a stream of such a file. */
    public LocalSigner pkcs12(InputStream file, char[] password, @Nullable String alias) throws IOException {
        return pkcs12(KeyFile.given("PKCS#12", file), password, alias);
    }

    /** Makes a signer as {@link LocalSigner#of(PrivateKey, List)} does. */
    public LocalSigner of(PrivateKey key, List<X509Certificate> chain) {
        var signer = unproven(key, chain);
        signer.prove();
        signer.certificate().requireValid(now());
        return signer;
    }

    private LocalSigner pem(KeyFile certificates, KeyFile key, char @Nullable [] password) {
        PrivateKey loaded = key.privateKey(password);
        return of(loaded, ownFirst(loaded, certificates.certificates()));
    }

    private LocalSigner pkcs12(KeyFile file, char[] password, @Nullable String alias) {
        var keys = Pkcs12Store.open(file, password);
        String chosen = keys.choose(alias, password);
        return of(keys.key(chosen, password), validFirst(keys.chain(chosen), keys));
    }

    /** A store may also hold an older certificate for the same key, and a key store gives either of them. */
    private List<X509Certificate> validFirst(List<X509Certificate> chain, Pkcs12Store store) {
        X509Certificate given = chain.get(0);
        if (isValid(given)) {
            return chain;
        }
        List<X509Certificate> ordered = new ArrayList<>(chain);
        store.certificates().stream()
                .filter(each -> each.getPublicKey().equals(given.getPublicKey()) && isValid(each))
                .findFirst()
                .ifPresent(valid -> ordered.set(0, valid));
        return ordered;
    }

    /** Puts the key's own certificate first, if there is one. If there is none, {@link #of} reports it. */
    private List<X509Certificate> ownFirst(PrivateKey key, List<X509Certificate> certificates) {
        List<X509Certificate> ordered = new ArrayList<>(certificates);
        if (certificates.size() > 1) {
            own(key, certificates).ifPresent(own -> {
                ordered.remove(own);
                ordered.add(0, own);
            });
        }
        return ordered;
    }

    /** Returns the first of the key's certificates that is valid now: a file may also hold older ones for the same key. */
    private Optional<X509Certificate> own(PrivateKey key, List<X509Certificate> certificates) {
        Optional<X509Certificate> first =
                certificates.stream().filter(each -> belongs(key, each)).findFirst();
        return first.map(own -> certificates.stream()
                .filter(each -> each.getPublicKey().equals(own.getPublicKey()) && isValid(each))
                .findFirst()
                .orElse(own));
    }

    private boolean isValid(X509Certificate certificate) {
        try {
            SignerCertificate.of(List.of(certificate)).requireValid(now());
            return true;
        } catch (KsefSigningException another) {
            return false;
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(time.wallMillis());
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        try {
            unproven(key, List.of(certificate)).prove();
            return true;
        } catch (KsefSigningException another) {
            return false;
        }
    }

    private static LocalSigner unproven(PrivateKey key, List<X509Certificate> chain) {
        if (chain.isEmpty()) {
            throw new KsefSigningException(
                    "The private key comes without a certificate: give the certificate that was issued for it");
        }
        var certificate = SignerCertificate.of(chain);
        if (!key.getAlgorithm().equals(certificate.publicKey().getAlgorithm())) {
            throw new KsefSigningException(
                    "The private key is of kind " + key.getAlgorithm() + ", and the key of the certificate "
                            + certificate.summary() + " of kind "
                            + certificate.publicKey().getAlgorithm()
                            + ": they do not belong together. Load the key that the certificate was issued for");
        }
        return new LocalSigner(key, certificate);
    }
}
