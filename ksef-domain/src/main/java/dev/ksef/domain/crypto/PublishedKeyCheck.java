package dev.ksef.domain.crypto;

import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.model.encryption.PublicKeyCertificate.Usage;
import dev.ksef.model.error.KsefCryptoException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the certificates that KSeF publishes, each by itself, so that a bad one spoils no other. */
final class PublishedKeyCheck {

    /** A certificate that was not taken. */
    record Refusal(PublicKeyCertificate certificate, String reason) {

        String id() {
            return certificate.publicKeyId() == null
                    ? "(without id)"
                    : certificate.publicKeyId().value();
        }

        @Override
        public String toString() {
            return id() + ": " + reason;
        }
    }

    /** The keys of a list of certificates, and the certificates that were refused. */
    record Verdict(List<EncryptionKey> keys, List<Refusal> refusals) {

        static final Verdict NOTHING = new Verdict(List.of(), List.of());

        Verdict {
            keys = List.copyOf(keys);
            refusals = List.copyOf(refusals);
        }

        List<EncryptionKey> keysFor(Usage usage) {
            return keys.stream().filter(key -> key.usages().contains(usage)).toList();
        }
    }

    private final @Nullable TrustedIssuers issuers;

    PublishedKeyCheck(@Nullable TrustedIssuers issuers) {
        this.issuers = issuers;
    }

    /** Takes the keys of certificates whose usage is known here, and refuses those that are unfit. */
    Verdict judge(List<PublicKeyCertificate> published, Instant now) {
        var keys = new ArrayList<EncryptionKey>();
        var refusals = new ArrayList<Refusal>();
        for (PublicKeyCertificate certificate : published) {
            Set<Usage> usages = usages(certificate);
            if (!usages.isEmpty()) {
                try {
                    keys.add(key(certificate, usages, now));
                } catch (KsefCryptoException unfit) {
                    refusals.add(new Refusal(certificate, reason(unfit)));
                }
            }
        }
        return new Verdict(List.copyOf(keys), List.copyOf(refusals));
    }

    private EncryptionKey key(PublicKeyCertificate published, Set<Usage> usages, Instant now) {
        if (published.certificate() == null) {
            throw new KsefCryptoException("KSeF published no certificate with it", null);
        }
        X509Certificate certificate = PublicKeyFile.certificate(PublicKeyFile.base64(published.certificate()));
        var key = new EncryptionKey(
                published.publicKeyId() == null
                        ? EncryptionKey.hash(certificate.getPublicKey())
                        : published.publicKeyId(),
                certificate.getPublicKey(),
                orOwn(published.validFrom(), certificate.getNotBefore()),
                orOwn(published.validTo(), certificate.getNotAfter()),
                usages);
        if (!now.isBefore(key.validTo())) {
            throw new KsefCryptoException("It was valid until " + key.validTo(), null);
        }
        if (issuers != null) {
            issuers.require(certificate, now);
        }
        return key;
    }

    private static Set<Usage> usages(PublicKeyCertificate certificate) {
        var usages = EnumSet.noneOf(Usage.class);
        certificate.usage().forEach(usage -> usage.known().ifPresent(usages::add));
        return usages;
    }

    private static Instant orOwn(@Nullable OffsetDateTime published, Date own) {
        return published == null ? own.toInstant() : published.toInstant();
    }

    private static String reason(KsefCryptoException unfit) {
        String message = unfit.getMessage();
        return message == null ? "unfit" : message;
    }
}
