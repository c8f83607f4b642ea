package dev.ksef.signature;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the check of a UPO's signature found. Only {@link #isGood()} is an answer to rely on: each of the parts can be
 * right in a document that was tampered with.
 *
 * @param signatures how many signatures the document has
 * @param coversRoot whether the signature covers the document's root element with all in it but the signature itself
 * @param digestsRight whether everything that the signature refers to is unaltered
 * @param valueIntact whether the signature value is right for what it signs; not judged, so false, where a digest is wrong
 * @param byGivenCertificate whether it was made with the key of the given certificate, and names no other one; not
 *     judged, so false, where a digest is wrong
 * @param signingTime when the signer says it was made; null if that is not said, or not signed
 * @param findings what is wrong, a sentence each; empty if nothing is
 */
public record UpoSignatureVerdict(
        int signatures,
        boolean coversRoot,
        boolean digestsRight,
        boolean valueIntact,
        boolean byGivenCertificate,
        @Nullable Instant signingTime,
        List<String> findings) {

    /** Takes a copy of the findings. */
    public UpoSignatureVerdict {
        findings = List.copyOf(findings);
    }

    /** Whether the UPO is what the owner of the given certificate signed, all of it and nothing else. */
    public boolean isGood() {
        return signatures == 1 && coversRoot && digestsRight && valueIntact && byGivenCertificate && findings.isEmpty();
    }

    /** Whether there is any signature at all. */
    public boolean isSigned() {
        return signatures > 0;
    }
}
