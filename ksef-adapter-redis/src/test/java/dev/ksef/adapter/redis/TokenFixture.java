package dev.ksef.adapter.redis;

import dev.ksef.model.CredentialsId;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.store.DataKeys;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.thread.TestThreads;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Keys and tokens for the tests of this module. */
final class TokenFixture {

    static final TokenKey WHOSE = new TokenKey("TEST", Nip.of("5265877635"), CredentialsId.of("main"));
    static final OffsetDateTime LATER = OffsetDateTime.parse("2099-11-02T10:15:00.1234567+01:00");
    static final DataKeys KEYS = DataKeys.of("first", key(1));

    private TokenFixture() {}

    static SecretKey key(int number) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) number);
        return new SecretKeySpec(bytes, "AES");
    }

    static StoredTokens tokens(int number) {
        return tokens(number, LATER);
    }

    static StoredTokens tokens(int number, OffsetDateTime until) {
        return new StoredTokens(
                new AccessToken("secret-access-" + number, until),
                new RefreshToken("secret-refresh-" + number, until),
                new ReferenceNumber("sign-in-" + number));
    }

    static Deadline patient() {
        return Deadline.after(Duration.ofSeconds(TestThreads.PATIENCE_SECONDS), Time.system());
    }
}
