package dev.ksef.domain.auth;

import dev.ksef.model.auth.AllowedIps;
import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.auth.AuthTokenRequest.Version;
import dev.ksef.model.signature.SubjectIdentifierType;
import java.util.Objects;

/**
 * How to sign in with a signature.
 *
 * @param subjectIdentifierType how KSeF identifies who signs
 * @param allowedIps from where the access tokens may be used
 * @param version of the document
 * @param isVerifyingChain whether KSeF is to ask who issued the certificate and whether it was revoked, also where it
 *     takes self-made ones
 * @param isEnforcingProfile whether KSeF is to refuse a signature of no accepted profile, also where it still lets it
 *     pass
 */
public record XadesOptions(
        SubjectIdentifierType subjectIdentifierType,
        AllowedIps allowedIps,
        Version version,
        boolean isVerifyingChain,
        boolean isEnforcingProfile) {

    /** By the subject of the certificate, from all addresses, version 2.1, and verified as the environment has it. */
    public static final XadesOptions USUAL =
            new XadesOptions(SubjectIdentifierType.CERTIFICATE_SUBJECT, AllowedIps.ANY, Version.V2_1, false, false);

    public XadesOptions {
        Objects.requireNonNull(subjectIdentifierType, "subjectIdentifierType");
        Objects.requireNonNull(allowedIps, "allowedIps");
        Objects.requireNonNull(version, "version");
    }

    /** The options that a document was prepared with, as far as it tells. */
    static XadesOptions of(AuthTokenRequest request) {
        return new XadesOptions(request.subjectIdentifierType(), request.allowedIps(), request.version(), false, false);
    }

    /** The same by the fingerprint of the certificate, to which rights were granted before. */
    public XadesOptions byFingerprint() {
        return new XadesOptions(
                SubjectIdentifierType.CERTIFICATE_FINGERPRINT,
                allowedIps,
                version,
                isVerifyingChain,
                isEnforcingProfile);
    }

    /** The same for tokens that may be used from these addresses alone. */
    public XadesOptions from(AllowedIps ips) {
        return new XadesOptions(subjectIdentifierType, ips, version, isVerifyingChain, isEnforcingProfile);
    }

    /** The same in another version of the document. */
    public XadesOptions in(Version other) {
        return new XadesOptions(subjectIdentifierType, allowedIps, other, isVerifyingChain, isEnforcingProfile);
    }

    /** The same, and KSeF verifies the chain of the certificate in every environment. */
    public XadesOptions verifyingChain() {
        return new XadesOptions(subjectIdentifierType, allowedIps, version, true, isEnforcingProfile);
    }

    /** The same, and KSeF refuses a signature of no accepted profile in every environment. */
    public XadesOptions enforcingProfile() {
        return new XadesOptions(subjectIdentifierType, allowedIps, version, isVerifyingChain, true);
    }
}
