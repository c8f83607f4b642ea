package dev.ksef.simulator.auth;

import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.signature.CertificateSubject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a client signed in with: a KSeF token, or a signed document.
 *
 * @param token the KSeF token, if it is a known one. It acts for its author
 * @param byFingerprint whether the certificate counts for itself, and not for the identifiers of its subject
 * @param subject the subject of the certificate that the document was signed with
 * @param documentHash SHA-256 of the signed document as it was received, in Base64
 */
public record SignInProof(
        SignInMethod method,
        @Nullable TaxpayerToken token,
        @Nullable CertificateSubject subject,
        boolean byFingerprint,
        @Nullable String documentHash) {

    public static SignInProof token(@Nullable TaxpayerToken token) {
        return new SignInProof(SignInMethod.TOKEN, token, null, false, null);
    }

    public static SignInProof signature(
            SignInMethod method, CertificateSubject subject, boolean byFingerprint, String documentHash) {
        return new SignInProof(method, null, subject, byFingerprint, documentHash);
    }

    /** All by which rights are looked up for the one who signed in. */
    public List<SubjectId> identifiers() {
        if (token != null) {
            return token.terms().authorIdentifiers();
        }
        if (subject == null) {
            return List.of();
        }
        return byFingerprint ? List.of(SubjectId.fingerprint(subject.fingerprint())) : named(subject);
    }

    private static List<SubjectId> named(CertificateSubject subject) {
        return Stream.of(
                        Optional.ofNullable(subject.nip()).map(SubjectId::nip),
                        Optional.ofNullable(subject.pesel()).map(SubjectId::pesel),
                        Optional.ofNullable(subject.peppolId()).map(SubjectId::peppolId))
                .flatMap(Optional::stream)
                .toList();
    }
}
