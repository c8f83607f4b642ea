package dev.ksef.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to sign in: by one of five means.
 *
 * @param token a KSeF token
 * @param sslBundle the name of an SSL bundle of Spring Boot with a certificate and its key
 * @param byFingerprint whether rights were granted to the fingerprint of the certificate
 */
record CredentialsProperties(
        @Nullable Secret token,
        @Nullable Pem pem,
        @Nullable Pkcs12 pkcs12,
        @Nullable Pkcs11 pkcs11,
        @Nullable String sslBundle,
        @DefaultValue("false") boolean byFingerprint) {

    /** Returns the means that are set, by their names. */
    List<String> means() {
        Map<String, @Nullable Object> means = new LinkedHashMap<>();
        means.put("token", token);
        means.put("pem", pem);
        means.put("pkcs12", pkcs12);
        means.put("pkcs11", pkcs11);
        means.put("ssl-bundle", sslBundle);
        means.values().removeIf(Objects::isNull);
        return List.copyOf(means.keySet());
    }

    /** Files of a certificate and its key. */
    record Pem(
            @Nullable String certificate,
            @Nullable String key,
            @Nullable Secret password) {}

    /** A file with a key and its certificate. */
    record Pkcs12(
            @Nullable String file,
            @Nullable Secret password,
            @Nullable String alias) {}

    /** A smart card or an HSM. */
    record Pkcs11(
            @Nullable String library,
            @Nullable Long slot,
            @Nullable Integer slotIndex,
            @Nullable String tokenLabel,
            @Nullable Secret pin,
            @Nullable String alias) {}
}
