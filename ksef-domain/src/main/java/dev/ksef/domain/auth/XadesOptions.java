package dev.ksef.domain.auth;

import dev.ksef.model.auth.AllowedIps;
import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.auth.AuthTokenRequest.Version;
import dev.ksef.model.signature.SubjectIdentifierType;
import java.util.Objects;

/**
 * The options of a sign-in with a signature.
 *
 * @param subjectIdentifierType how KSeF identifies who signs
 * @param allowedIps the addresses from which the access tokens may be used
 * @param version of the document
 * @param isVerifyingChain whether KSeF checks the issuer and the revocation of the certificate, also in environments that
 *     accept self-made ones
 * @param isEnforcingProfile whether KSeF refuses signatures without an accepted profile, also where it still lets them pass
 */
public record XadesOptions(
        SubjectIdentifierType subjectIdentifierType,
        AllowedIps allowedIps,
        Version version,
        boolean isVerifyingChain,
        boolean isEnforcingProfile) {

    /**
     * Identifies by the subject of the certificate, allows all addresses, uses version 2.1 and the environment's verification.
     */
    public static final XadesOptions USUAL =
            new XadesOptions(SubjectIdentifierType.CERTIFICATE_SUBJECT, AllowedIps.ANY, Version.V2_1, false, false);

    public XadesOptions {
        Objects.requireNonNull(subjectIdentifierType, "subjectIdentifierType");
        Objects.requireNonNull(allowedIps, "allowedIps");
        Objects.requireNonNull(version, "version");
    }

    /** Returns the options that a document was prepared with, as far as it tells. */
    static XadesOptions of(AuthTokenRequest request) {
        return new XadesOptions(request.subjectIdentifierType(), request.allowedIps(), request.version(), false, false);
    }

    /** Returns a copy that identifies by the fingerprint of the certificate, to which rights were granted before. */
    public XadesOptions byFingerprint() {
        return new XadesOptions(
                SubjectIdentifierType.CERTIFICATE_FINGERPRINT,
                allowedIps,
                version,
                isVerifyingChain,
                isEnforcingProfile);
    }

    /** Returns a copy for tokens that may only be used from these addresses. */
    public XadesOptions from(AllowedIps ips) {
        return new XadesOptions(subjectIdentifierType, ips, version, isVerifyingChain, isEnforcingProfile);
    }

    /** Returns a copy with another version of the document. */
    public XadesOptions in(Version other) {
        return new XadesOptions(subjectIdentifierType, allowedIps, other, isVerifyingChain, isEnforcingProfile);
    }

    /** Returns a copy with which KSeF verifies the chain of the certificate in every environment. */
    public XadesOptions verifyingChain() {
        return new XadesOptions(subjectIdentifierType, allowedIps, version, true, isEnforcingProfile);
    }

    /** Returns a copy with which KSeF refuses signatures without an accepted profile in every environment. */
    public XadesOptions enforcingProfile() {
        return new XadesOptions(subjectIdentifierType, allowedIps, version, isVerifyingChain, true);
    }
}
