package dev.ksef.signature.request;

import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.finding.SignatureFinding;
import dev.ksef.model.finding.SignatureFinding.Cause;
import dev.ksef.model.internal.RootCause;
import dev.ksef.port.signing.XadesCheck;
import dev.ksef.port.time.Time;
import dev.ksef.signature.internal.SignatureElement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;

/**
 * Tells why KSeF refuses, or would refuse, a signed request to sign in. Each finding says what is wrong and what to do; all
 * are reported at once.
 *
 * <p>Nothing is fetched, nothing is thrown whatever the bytes are, and findings quote neither signatures nor certificates.
 * The chain and the revocation of the certificate are not checked, nor whether rights were granted to it.
 *
 * <p>Safe for many threads; immutable.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/auth/podpis-xades.md">podpis-xades</a>,
 * <a href="https://github.com/CIRFMF/ksef-docs/blob/main/uwierzytelnianie.md">uwierzytelnianie</a>, the schema of
 * AuthTokenRequest; what KSeF was seen to refuse.
 */
public final class SignatureDoctor implements XadesCheck {

    private final boolean asOnTest;
    private final Time time;

    private SignatureDoctor(boolean asOnTest, Time time) {
        this.asOnTest = asOnTest;
        this.time = time;
    }

    /**
     * Creates a doctor that judges as this environment does: DEMO and PRODUCTION refuse self-signed certificates and SHA-1.
     *
     * @param time the clock by which the validity of certificates is judged
     */
    public static SignatureDoctor of(KsefEnvironment environment, Time time) {
        boolean strict = environment.equals(KsefEnvironment.DEMO) || environment.equals(KsefEnvironment.PRODUCTION);
        return new SignatureDoctor(!strict, time);
    }

    @Override
    public List<SignatureFinding> check(byte[] signed, AuthTokenRequest request) {
        return examine(signed, request).findings().stream()
                .filter(finding -> finding.cause() != Cause.SHA1 || !asOnTest)
                .toList();
    }

    /** Returns what is wrong with a signed document, whatever request was to be signed; empty if nothing is. */
    public List<SignatureFinding> diagnose(byte[] signed) {
        return examine(signed, null).findings();
    }

    /**
     * Explains an error that KSeF answered this document with. The meaning of the error comes first, then what is wrong with
     * the document, the likely cause first. Never empty.
     */
    public List<SignatureFinding> diagnose(byte[] signed, KsefApiException refusal) {
        return KsefRefusal.of(refusal).explainedBy(diagnose(signed));
    }

    /** Explains the failure of a sign-in that KSeF began with this document and then refused. Never empty. */
    public List<SignatureFinding> diagnose(byte[] signed, KsefProcessingException refusal) {
        return KsefRefusal.of(refusal).explainedBy(diagnose(signed));
    }

    private SignatureDiagnosis examine(byte[] signed, @Nullable AuthTokenRequest request) {
        var diagnosis = new SignatureDiagnosis();
        try {
            Document document = SignedDocumentReader.read(signed, diagnosis);
            if (document != null) {
                examine(document, request, diagnosis);
            }
        } catch (RuntimeException unforeseen) {
            diagnosis.add(
                    Cause.PROFILE, "The signature cannot be processed at all (" + RootCause.told(unforeseen) + ")");
        }
        return diagnosis;
    }

    private void examine(Document document, @Nullable AuthTokenRequest expected, SignatureDiagnosis diagnosis) {
        List<SignatureElement> signatures = SignatureElement.allIn(document);
        SignedRequest request = SignedRequest.in(document, diagnosis);
        RequestContentCheck content = null;
        if (request != null) {
            content = new RequestContentCheck(request.element());
            content.reportTo(diagnosis, expected);
        }
        if (signatures.isEmpty()) {
            diagnosis.add(Cause.UNSIGNED, "There is no signature in the document");
        } else if (signatures.size() > 1) {
            diagnosis.add(Cause.SEVERAL_SIGNATURES, "There are " + signatures.size() + " signatures in the document");
        } else {
            examine(signatures.get(0), request, content, diagnosis);
        }
    }

    private void examine(
            SignatureElement signature,
            @Nullable SignedRequest request,
            @Nullable RequestContentCheck content,
            SignatureDiagnosis diagnosis) {
        var coverage = new CoverageCheck(signature, request);
        coverage.reportTo(diagnosis);
        AlgorithmCheck.report(signature, diagnosis);
        new XadesProfileCheck(signature).reportTo(diagnosis);
        if (!signature.isSubstantial()) {
            diagnosis.add(Cause.SIGNATURE_VALUE, "The signature lacks its value or a digest, or holds placeholders");
        }
        if (signature.isSubstantial() && coverage.isSafeToFollow()) {
            var integrity = new IntegrityCheck(signature.element());
            integrity.reportTo(diagnosis);
            var check = new CertificateCheck(asOnTest, Instant.ofEpochMilli(time.wallMillis()));
            boolean bySubject = content == null || !content.isByFingerprint();
            integrity.certificate().ifPresent(certificate -> check.report(certificate, bySubject, diagnosis));
        }
    }
}
