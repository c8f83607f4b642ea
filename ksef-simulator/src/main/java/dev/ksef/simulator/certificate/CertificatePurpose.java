package dev.ksef.simulator.certificate;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.x509.KeyUsage;

/** The purpose of a KSeF certificate. The API calls it the type; a certificate has exactly one. */
public enum CertificatePurpose {

    /** Signing in. Its only key usage is digital signature. */
    AUTHENTICATION("Authentication", KeyUsage.digitalSignature, " (uwierzytelnienie)"),

    /** Vouching for offline invoices (KOD II). Its only key usage is non-repudiation. */
    OFFLINE("Offline", KeyUsage.nonRepudiation, " (offline)");

    private final String text;
    private final int keyUsage;
    private final String suffix;

    CertificatePurpose(String text, int keyUsage, String suffix) {
        this.text = text;
        this.keyUsage = keyUsage;
        this.suffix = suffix;
    }

    /** The name in the API. */
    String text() {
        return text;
    }

    KeyUsage keyUsage() {
        return new KeyUsage(keyUsage);
    }

    /** The name of the subject as the certificate has it: with a suffix that tells people the purpose. */
    String commonName(String subject) {
        return subject + suffix;
    }

    /** The name of the subject without the suffix of a purpose. */
    static String withoutSuffix(String commonName) {
        for (CertificatePurpose purpose : values()) {
            if (commonName.endsWith(purpose.suffix)) {
                return commonName.substring(0, commonName.length() - purpose.suffix.length());
            }
        }
        return commonName;
    }

    static Set<String> texts() {
        return Arrays.stream(values()).map(CertificatePurpose::text).collect(Collectors.toUnmodifiableSet());
    }

    static CertificatePurpose of(String text) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No type of certificate: " + text));
    }
}
