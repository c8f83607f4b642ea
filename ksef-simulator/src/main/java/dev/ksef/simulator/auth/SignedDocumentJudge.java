package dev.ksef.simulator.auth;

import dev.ksef.simulator.crypto.Sha256Digests;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.signature.CertificateSubject;
import dev.ksef.simulator.signature.SignatureJudge;
import dev.ksef.simulator.signature.SignatureJudge.Signed;
import dev.ksef.simulator.signature.SignatureRefusals;
import dev.ksef.simulator.signature.SignedDocument;
import dev.ksef.simulator.signature.SigningCertificateRules;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import java.util.function.Function;

/** Judges the signed document that answers a challenge. */
public final class SignedDocumentJudge {

    /** What the document asks for, what it proves, and how the sign-in ends. */
    record DocumentVerdict(RequestedLogin request, SignInProof proof, ProcessingStatus status) {}

    private final InstantSource clock;
    private final IssuedChallenges challenges;
    private final Function<X509Certificate, CertificateStanding> standings;
    private final AccessRights rights;
    private final boolean selfSigned;

    /**
     * Makes the judge.
     *
     * @param standings tells how a certificate stands with KSeF
     * @param selfSigned whether self-signed certificates are accepted, as on TEST
     */
    public SignedDocumentJudge(
            InstantSource clock,
            IssuedChallenges challenges,
            Function<X509Certificate, CertificateStanding> standings,
            AccessRights rights,
            boolean selfSigned) {
        this.clock = clock;
        this.challenges = challenges;
        this.standings = standings;
        this.rights = rights;
        this.selfSigned = selfSigned;
    }

    /**
     * Judges a document. Its challenge is used up only if nothing else is wrong with the request.
     *
     * @throws BadRequest if the document is refused at once
     */
    DocumentVerdict judge(byte[] xml, boolean verifyChain) {
        Signed signed = SignatureJudge.verify(SignedDocument.read(xml));
        RequestedLogin request = RequestedLogin.read(signed.request());
        CertificateSubject subject = CertificateSubject.of(signed.certificate());
        CertificateStanding standing = standings.apply(signed.certificate());
        requireFit(request, subject, standing);
        if (!challenges.find(request.challenge()).filter(challenges::use).isPresent()) {
            throw SignInRefusals.invalidChallenge();
        }
        SignInProof proof = SignInProof.signature(
                method(subject, standing), subject, request.byFingerprint(), Sha256Digests.base64(xml));
        return new DocumentVerdict(
                request, proof, status(request, proof, subject, standing, verifyChain || !selfSigned));
    }

    private void requireFit(RequestedLogin request, CertificateSubject subject, CertificateStanding standing) {
        if (!selfSigned && standing == CertificateStanding.NOT_OURS && vouchesForItself(subject.certificate())) {
            throw SignatureRefusals.invalidCertificate("Certyfikat jest podpisany własnym kluczem.");
        }
        SigningCertificateRules.requireAttributes(subject, request.byFingerprint());
        if (standing != CertificateStanding.NOT_OURS && SigningCertificateRules.onlyConfirms(subject.certificate())) {
            throw SignatureRefusals.invalidCertificate("Certyfikat KSeF typu Offline nie służy do uwierzytelniania.");
        }
        if (request.byFingerprint()) {
            return;
        }
        // Rights in such a context are given to fingerprints alone.
        if (request.context().type().equals(LoginContext.NIP_VAT_UE)) {
            throw SignInRefusals.subjectUnfitForContext();
        }
        if (subject.nip() == null && subject.pesel() == null && subject.peppolId() == null) {
            throw SignInRefusals.signatureConflict();
        }
    }

    private ProcessingStatus status(
            RequestedLogin request,
            SignInProof proof,
            CertificateSubject subject,
            CertificateStanding standing,
            boolean verifyChain) {
        if (!current(subject.certificate())) {
            return SignInStatuses.certificateError("Nieważny certyfikat");
        }
        return switch (standing) {
            case REVOKED -> SignInStatuses.certificateError("Certyfikat odwołany");
            case BLOCKED, SUSPENDED -> SignInStatuses.certificateError("Certyfikat zawieszony");
            case EXPIRED -> SignInStatuses.certificateError("Nieważny certyfikat");
            case ACTIVE -> rights.signIn(proof, request.context());
            case NOT_OURS ->
                verifyChain
                        ? SignInStatuses.certificateError("Niezaufany łańcuch certyfikatów")
                        : rights.signIn(proof, request.context());
        };
    }

    private static boolean vouchesForItself(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private boolean current(X509Certificate certificate) {
        Date now = Date.from(clock.instant());
        return !now.before(certificate.getNotBefore()) && !now.after(certificate.getNotAfter());
    }

    private static SignInMethod method(CertificateSubject subject, CertificateStanding standing) {
        if (standing != CertificateStanding.NOT_OURS) {
            return SignInMethod.KSEF_CERTIFICATE;
        }
        if (subject.peppolId() != null) {
            return SignInMethod.PEPPOL_SIGNATURE;
        }
        return subject.givenName() == null ? SignInMethod.QUALIFIED_SEAL : SignInMethod.QUALIFIED_SIGNATURE;
    }
}
