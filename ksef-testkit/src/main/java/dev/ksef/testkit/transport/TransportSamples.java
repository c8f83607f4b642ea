package dev.ksef.testkit.transport;

import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import java.time.Duration;
import java.time.OffsetDateTime;

/** Values that the suites of a transport share. */
final class TransportSamples {

    static final Nip NIP = Nip.of("5265877635");
    static final ReferenceNumber SESSION = ReferenceNumber.of("20261102-SO-1111111111-2222222222-33");
    static final ReferenceNumber OTHER_SESSION = ReferenceNumber.of("20261102-SO-4444444444-5555555555-66");
    static final OffsetDateTime LATER = OffsetDateTime.parse("2030-01-01T00:00:00Z");
    static final AccessToken ACCESS = new AccessToken("access-sec-ret", LATER);

    /** How long a call may take. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The media type of an error. */
    static final String PROBLEM = "application/problem+json";

    /** The answer to a question for a session's status. */
    static final String STATUS = "{\"status\":{\"code\":100}}";

    /** The answer to a question for a challenge. */
    static final String CHALLENGE = """
            {"challenge":"20261102-CR-1111111111-2222222222-33","timestamp":"2026-11-02T10:00:00.1234567+01:00",\
            "timestampMs":1793610000123,"clientIp":"127.0.0.1"}""";

    private TransportSamples() {}

    /** Makes a scope with an access token. */
    static CallScope scope() {
        return scope(BearerSource.of(ACCESS));
    }

    /** Makes a scope with tokens of a source. */
    static CallScope scope(BearerSource source) {
        return CallScope.of(NIP, source, PATIENCE);
    }

    /** Makes the answer to a sign-in that was begun. */
    static String signInBegun(String token) {
        return "{\"referenceNumber\":\"20261102-AU-1111111111-2222222222-33\",\"authenticationToken\":{\"token\":\""
                + token + "\",\"validUntil\":\"2026-11-02T10:45:00+00:00\"}}";
    }
}
