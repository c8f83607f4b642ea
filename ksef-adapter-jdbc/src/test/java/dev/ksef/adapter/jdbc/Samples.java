package dev.ksef.adapter.jdbc;

import dev.ksef.model.CredentialsId;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionKey;
import dev.ksef.port.store.DataKeys;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Keys and values for the tests. */
final class Samples {

    static final DataKeys KEYS = DataKeys.of("k1", key(1));
    static final TokenKey WHOSE = new TokenKey("TEST", Nip.of("5265877635"), CredentialsId.of("main"));
    static final TokenKey OTHERS = new TokenKey("TEST", Nip.of("1111111111"), CredentialsId.of("main"));
    static final ReferenceNumber SESSION = ReferenceNumber.of("20261102-SO-1111111111-2222222222-33");
    static final ReferenceNumber OTHER_SESSION = ReferenceNumber.of("20261102-SO-1111111111-2222222222-34");
    static final SubmissionKey SUBMISSION = new SubmissionKey("TEST", Nip.of("5265877635"), SubmissionId.of("run-17"));
    static final SubmissionKey OTHER_SUBMISSION =
            new SubmissionKey("TEST", Nip.of("5265877635"), SubmissionId.of("run-18"));

    private static final OffsetDateTime LATER = OffsetDateTime.parse("2099-11-02T10:15:00+01:00");

    private Samples() {}

    static SecretKey key(int number) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) number);
        return new SecretKeySpec(key, "AES");
    }

    /** Tokens whose parts all tell the same number. */
    static StoredTokens tokens(int number) {
        return new StoredTokens(
                new AccessToken("access-secret-" + number, LATER),
                new RefreshToken("refresh-secret-" + number, LATER),
                new ReferenceNumber(String.valueOf(number)));
    }

    static int numberOf(StoredTokens tokens) {
        return Integer.parseInt(Objects.requireNonNull(tokens.signIn()).value());
    }

    static ContentKey contentKey(int number) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) number);
        return ContentKey.of(key, Arrays.copyOf(key, 16));
    }

    static List<JournalRecord> records(int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(number -> new JournalRecord(
                        Instant.EPOCH.plusSeconds(number),
                        "invoice-sent",
                        Map.of("number", String.valueOf(number), "hash", "record-secret")))
                .toList();
    }

    static Deadline patient() {
        return Deadline.after(Duration.ofSeconds(60), Time.system());
    }
}
