package dev.ksef.signature;

import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.finding.SignatureFinding;
import dev.ksef.model.finding.SignatureFinding.Cause;
import dev.ksef.port.signing.XadesCheck;
import dev.ksef.port.time.Time;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Tells why KSeF refuses, or would refuse, a signed request to sign in: all that is wrong with it at once, with what to do.
 *
 * <p>Nothing is fetched, nothing is thrown whatever the bytes are, and neither signatures nor certificates are quoted.
 * Chain and revocation of the certificate are not looked at, nor whether it was granted rights.
 *
 * <p>Safe for many threads; immutable.
 *
 * <p>Source: auth/podpis-xades.md, uwierzytelnianie.md, the schema of AuthTokenRequest; what KSeF was seen to refuse.
 */
public final class SignatureDoctor implements XadesCheck {

    private final boolean asOnTest;
    private final Time time;

    private SignatureDoctor(boolean asOnTest, Time time) {
        this.asOnTest = asOnTest;
        this.time = time;
    }

    /**
     * Judges as this environment would: on DEMO and PRODUCTION self-signed certificates do not count, and SHA-1 is refused.
     *
     * @param time the clock by which certificates are valid
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

    /** What is wrong with a document of which nobody knows any more what was to be signed; empty if nothing. */
    public List<SignatureFinding> diagnose(byte[] signed) {
        return examine(signed, null).findings();
    }

    /**
     * What KSeF said when it was sent this document, then what is wrong with it, that which KSeF probably meant first.
     * Never empty.
     */
    public List<SignatureFinding> diagnose(byte[] signed, KsefApiException said) {
        return Refusal.of(said).explainedBy(diagnose(signed));
    }

    /** The same of a sign-in that KSeF began and then refused. */
    public List<SignatureFinding> diagnose(byte[] signed, KsefProcessingException said) {
        return Refusal.of(said).explainedBy(diagnose(signed));
    }

    private Diagnosis examine(byte[] signed, @Nullable AuthTokenRequest request) {
        var diagnosis = new Diagnosis();
        try {
            Document document = SignedBytes.read(signed, diagnosis);
            if (document != null) {
                examine(document, request, diagnosis);
            }
        } catch (RuntimeException unforeseen) {
            // Its message may quote the document.
            String exception = unforeseen.getClass().getSimpleName();
            diagnosis.add(Cause.PROFILE, "The signature cannot be processed at all (" + exception + ")");
        }
        return diagnosis;
    }

    private void examine(Document document, @Nullable AuthTokenRequest expected, Diagnosis diagnosis) {
        List<Element> signatures = XmlSignature.allIn(document);
        SignedRequest request = SignedRequest.in(document, diagnosis);
        RequestReading reading = null;
        if (request != null) {
            reading = new RequestReading(request.element());
            reading.into(diagnosis, expected);
        }
        if (signatures.isEmpty()) {
            diagnosis.add(Cause.UNSIGNED, "There is no signature in the document");
        } else if (signatures.size() > 1) {
            diagnosis.add(Cause.SEVERAL_SIGNATURES, "There are " + signatures.size() + " signatures in the document");
        } else {
            examine(new XmlSignature(signatures.get(0)), request, reading, diagnosis);
        }
    }

    private void examine(
            XmlSignature signature,
            @Nullable SignedRequest request,
            @Nullable RequestReading reading,
            Diagnosis diagnosis) {
        var coverage = new RequestCoverage(signature, request);
        coverage.into(diagnosis);
        AlgorithmRules.judge(signature, diagnosis);
        var profile = new XadesProfile(signature);
        profile.into(diagnosis);
        if (!signature.isSubstantial()) {
            diagnosis.add(Cause.SIGNATURE_VALUE, "The signature lacks its value or a digest, or holds placeholders");
        }
        if (signature.isSubstantial() && coverage.isSafeToFollow()) {
            var integrity = new RequestIntegrity(signature.element());
            integrity.into(diagnosis);
            var rules = new CertificateRules(asOnTest, Instant.ofEpochMilli(time.millis()));
            boolean bySubject = reading == null || !reading.isByFingerprint();
            integrity.certificate().ifPresent(certificate -> rules.judge(certificate, bySubject, diagnosis));
        }
    }
}
