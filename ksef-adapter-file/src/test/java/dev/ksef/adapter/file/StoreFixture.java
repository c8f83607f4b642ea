package dev.ksef.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.CredentialsId;
import dev.ksef.model.Nip;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.model.submission.SubmissionId;
import dev.ksef.port.journal.JournalRecord;
import dev.ksef.port.journal.SubmissionKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Keys and tokens for the tests of stores, and what a directory holds. */
final class StoreFixture {

    static final byte[] KEY = key(1);
    static final byte[] OTHER_KEY = key(2);
    static final TokenKey WHOSE = new TokenKey("TEST", Nip.of("5265877635"), CredentialsId.of("main"));
    static final TokenKey OTHERS = new TokenKey("TEST", Nip.of("1111111111"), CredentialsId.of("main"));

    static final SubmissionKey SUBMISSION = new SubmissionKey("TEST", Nip.of("5265877635"), SubmissionId.of("run-17"));
    static final SubmissionKey OTHER_SUBMISSION =
            new SubmissionKey("TEST", Nip.of("5265877635"), SubmissionId.of("run-18"));

    private static final OffsetDateTime LATER = OffsetDateTime.parse("2099-11-02T10:15:00+01:00");

    private StoreFixture() {}

    static byte[] key(int number) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) number);
        return key;
    }

    /** Tokens whose parts all tell the same number, some kilobytes of them. */
    static StoredTokens tokens(int number) {
        return new StoredTokens(
                new AccessToken("a".repeat(5000) + number, LATER),
                new RefreshToken("r".repeat(5000) + number, LATER),
                new ReferenceNumber(String.valueOf(number)));
    }

    /** A record that tells its number, and is the longer the higher that is. */
    static JournalRecord record(int number) {
        return new JournalRecord(
                Instant.EPOCH.plusSeconds(number),
                "invoice-sent",
                Map.of("number", String.valueOf(number), "text", "x".repeat(10 * (number % 1000))));
    }

    static List<JournalRecord> records(int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(number -> StoreFixture.record(number))
                .toList();
    }

    static int numberOf(StoredTokens tokens) {
        int number = Integer.parseInt(
                Objects.requireNonNull(tokens.signIn(), "signIn").value());
        assertThat(tokens).as("tokens of one saving").isEqualTo(tokens(number));
        return number;
    }

    /** A directory whose files cannot be read. */
    static StoreDirectory unreadable(Path directory) {
        return new StoreDirectory(directory) {
            @Override
            Optional<byte[]> read(String name) throws IOException {
                throw new IOException("Input/output error");
            }

            @Override
            Optional<InputStream> open(String name) throws IOException {
                throw new IOException("Input/output error");
            }
        };
    }

    static List<String> names(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** The names of all files but those of the locks. */
    static List<String> entries(Path directory) {
        return names(directory).stream()
                .filter(name -> !name.endsWith(".locks") && !name.endsWith(".presence"))
                .toList();
    }

    static Path onlyEntry(Path directory) {
        assertThat(entries(directory)).hasSize(1);
        return directory.resolve(entries(directory).get(0));
    }

    /** All names and contents; zero bytes are left out, so that texts of two bytes a character are found, too. */
    static List<String> traces(Path directory) {
        List<String> traces = new ArrayList<>(names(directory));
        for (String entry : entries(directory)) {
            try {
                byte[] content = Files.readAllBytes(directory.resolve(entry));
                traces.add(new String(content, StandardCharsets.ISO_8859_1).replace("\0", ""));
            } catch (IOException failure) {
                throw new AssertionError(failure);
            }
        }
        return traces;
    }
}
