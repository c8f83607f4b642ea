package dev.ksef.model.error;

import dev.ksef.model.finding.SignatureFinding;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A signature could not be made or checked, or is not one that KSeF would take. */
public final class KsefSigningException extends KsefException {

    private static final long serialVersionUID = 1L;

    private final List<SignatureFinding> findings;

    public KsefSigningException(String message) {
        this(message, (Throwable) null);
    }

    public KsefSigningException(String message, @Nullable Throwable cause) {
        super(message, cause);
        this.findings = List.of();
    }

    /** For a signed document that did not leave, with all that is wrong with it. */
    public KsefSigningException(String message, List<SignatureFinding> findings) {
        super(findings.stream()
                .map(finding -> finding.explanation() + " (" + finding.advice() + ")")
                .collect(Collectors.joining("; ", message + ": ", "")));
        this.findings = List.copyOf(findings);
    }

    /** All that is wrong with the signed document; empty where something else failed. */
    public List<SignatureFinding> findings() {
        return findings;
    }
}
