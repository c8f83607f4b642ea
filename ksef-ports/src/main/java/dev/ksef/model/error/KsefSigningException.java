package dev.ksef.model.error;

import dev.ksef.model.finding.SignatureFinding;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Thrown if a signature cannot be made or checked, or if KSeF would not accept it. */
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

    /** Creates the exception for a signed document that was not sent, with all its problems. */
    public KsefSigningException(String message, List<SignatureFinding> findings) {
        super(findings.stream()
                .map(finding -> finding.explanation() + " (" + finding.advice() + ")")
                .collect(Collectors.joining("; ", message + ": ", "")));
        this.findings = List.copyOf(findings);
    }

    /** Returns all problems of the signed document; empty if something else failed. */
    public List<SignatureFinding> findings() {
        return findings;
    }
}
