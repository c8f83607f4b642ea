package dev.ksef.domain.permission;

import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.grant.EuSubjectDetails;
import dev.ksef.model.subject.FingerprintIdentifier;

/** A grant for an EU entity that lacks who gets it. KSeF knows them by the fingerprint of their certificate alone. */
public final class EuRecipient {

    static final String LOOK = "list the rights for EU entities (EuEntityPermissionQuery)";

    private final GrantForm<FingerprintIdentifier, EuSubjectDetails> form;

    EuRecipient(GrantForm<FingerprintIdentifier, EuSubjectDetails> form) {
        this.form = form;
    }

    /**
     * Grants to whoever signs in with this certificate.
     *
     * @throws IllegalArgumentException if the fingerprint has another form
     */
    public EuNaming to(CertificateFingerprint fingerprint) {
        return new EuNaming(FingerprintIdentifier.of(fingerprint), form);
    }
}
