package dev.ksef.simulator;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The versions of KSeF's API that a simulator can play. */
public enum ApiVersion {
    /** The version of production in autumn 2026, as its OpenAPI file has it. */
    V2_8("2.8"),
    /**
     * The next one, which is known by its change log only: owners find their own right among their rights, and sign-ins no
     * longer tell the deprecated {@code authenticationMethod}.
     */
    V2_9("2.9");

    private final String text;

    ApiVersion(String text) {
        this.text = text;
    }

    /**
     * The version with this number, such as {@code 2.8}.
     *
     * @throws IllegalArgumentException if it is none that can be played
     */
    public static ApiVersion of(String text) {
        return Arrays.stream(values())
                .filter(version -> version.text.equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No API version that the simulator plays: " + text
                        + "; there are "
                        + Arrays.stream(values()).map(ApiVersion::toString).collect(Collectors.joining(" and "))));
    }

    /** The number, such as {@code 2.8}. */
    @Override
    public String toString() {
        return text;
    }
}
