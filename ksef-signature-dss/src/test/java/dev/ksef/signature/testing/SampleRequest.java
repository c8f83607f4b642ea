package dev.ksef.signature.testing;

import dev.ksef.model.Nip;
import dev.ksef.model.auth.AuthTokenRequest;
import java.nio.charset.StandardCharsets;

/** A request to sign in, to be signed in tests. */
public final class SampleRequest {

    public static final AuthTokenRequest REQUEST =
            AuthTokenRequest.of("20260601-CR-0123456789-0123456789-01", Nip.of("5265877635"));

    private SampleRequest() {}

    public static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
