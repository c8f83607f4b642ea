package dev.ksef.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.port.journal.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of version 1, made by another implementation (Python's {@code cryptography}): they stay readable for ever. */
class FileFormatTest {

    private static final String TOKENS_NAME = "ecf6eb4be22cdea1d681cd52d9f47f2dc028ef149a807896bd26e4c8db397492.tokens";
    private static final String TOKENS =
            "4b53454653544f5201b23fd7dd52f1c988f086432e4dc8aae1000102030405060708090a0bc2dc367b8fd92a2773d1b85cdd"
                    + "5a536c9e9db03bdd28c992cd6e6f479e483f51d7a0f9014571d37235788f927511885022119604227ea2d306bfe973551c44"
                    + "72c21550ea40c6d82545ac5d2312b0b1e0103e50c9071976a4968b847fe9caba210d1cdab85046a6b22cd6fc36552763e489"
                    + "1f685eb1c55a22586b45fd759d57923346b1d2abb45dbc742d443c19e6a530d563d16a94c9595a2de5a7146f4534c958f418"
                    + "fc711fc2c368c1a94e8adbea9e71ddeaebf7a4507a409b3d79b3c64f275b878d0d1c3b2ae3fc86511065a1186afd09b6a769"
                    + "2cda2074d942007c54a5c2bc4133d175628250584432a316902dc6e0767f06dbaf21b544";

    private static final String KEY_NAME = "fffe9bfbe76a1a88951ff8aac8e688d004ee2c8455e04ded9e236e95792957e4.key";
    private static final String KEY =
            "4b53454653544f5201b23fd7dd52f1c988f086432e4dc8aae10c0d0e0f1011121314151617aa06bf455d13ec77e21f97970d"
                    + "02508161db1131bbe31c3c0b82aaf2d3975237dbe46f1cbbb876b79b6b11cb8559418b81ee6e477a36a11f9ac54746114728"
                    + "fccd0363bd";

    private static final String JOURNAL_NAME =
            "8cc3b1841806ff069e9a26d3233e4f7c8f73dea9aefbd20f1eb145eb6539f951.journal";
    private static final String JOURNAL =
            "4b5345464a524e4c01b23fd7dd52f1c988f086432e4dc8aae1000102030405060708090a0bc770b33e0000004e0c0d0e0f10"
                    + "111213141516172aaf507a5d12ee70e64e91d505585ade6dd61f3dabbc0e461fe7bce5cb844819c7cb71359bac54acbf7937"
                    + "dbad466b93adf64068dfbe47b9d43862140145a800965fcaaafa011ab5a1f42896f8c95b8e6b490000009e18191a1b1c1d1e"
                    + "1f20212223a99f668058bcbee86b1cd5f685b226764d2a39d2a2f3ddfb6c41270707ba5486c68f3080b8038d6ab1680df0e5"
                    + "389f23e7110256527fde8769c788cf8050fdb24a9fb215dfe981a0e5e6df203f1c25054d1b045314d69bfe346695b2c9d931"
                    + "bbeef28f22296894640921ae0092c6d1d41ff8298da7682dd555bd25aa4c42bc9446460125cba643c07c7c07efac8dc09972"
                    + "89030c97ab2e40d369ab118ca653888fb90000003c2425262728292a2b2c2d2e2f23608cc737327a3e57810d7bf4fc5f0a4c"
                    + "3f93c26bde4dd35841dab52e3430781e90915b88efe80efb6acefa7e10edd69b9e3d349012f2f9ac4c33367c69022f";

    @TempDir
    private Path directory;

    @Test
    void tokensOfVersion1_areRead() throws IOException {
        Files.write(directory.resolve(TOKENS_NAME), HexFormat.of().parseHex(TOKENS));
        try (var store = FileTokenStore.open(directory, StoreFixture.KEY)) {
            var access = OffsetDateTime.parse("2026-11-02T10:15:00.1234567+01:00");
            var refresh = OffsetDateTime.parse("2026-11-09T10:00Z");
            StoredTokens found = store.find(StoreFixture.WHOSE).orElseThrow();
            assertThat(found)
                    .isEqualTo(new StoredTokens(
                            new AccessToken("access-1", access),
                            new RefreshToken("refresh-1", refresh),
                            ReferenceNumber.of("20261102-AU-1111111111-2222222222-33")));
            assertThat(found.accessToken().validUntil()).isEqualTo(access);
            assertThat(found.refreshToken().validUntil()).isEqualTo(refresh);
        }
    }

    @Test
    void contentKeyOfVersion1_isRead() throws IOException {
        Files.write(directory.resolve(KEY_NAME), HexFormat.of().parseHex(KEY));
        try (var store = FileKeyStore.open(directory, StoreFixture.KEY);
                var found = store.find(ReferenceNumber.of("20261102-SO-1111111111-2222222222-33"))
                        .orElseThrow()) {
            assertThat(found.key()).isEqualTo(bytes(0, 32));
            assertThat(found.initializationVector()).isEqualTo(bytes(32, 48));
        }
    }

    @Test
    void journalOfVersion1_isRead() throws IOException {
        Files.write(directory.resolve(JOURNAL_NAME), HexFormat.of().parseHex(JOURNAL));
        try (var journal = FileSubmissionJournal.open(directory, StoreFixture.KEY)) {
            assertThat(journal.submissions()).containsExactly(StoreFixture.SUBMISSION);
            assertThat(journal.read(StoreFixture.SUBMISSION))
                    .containsExactly(
                            new JournalRecord(
                                    Instant.parse("2026-11-02T10:15:00.123456789Z"),
                                    "session-opening",
                                    Map.of("reference", "20261102-SO-1", "empty", "")),
                            new JournalRecord(Instant.parse("1969-12-31T23:59:59.999999999Z"), "\u0105", Map.of()),
                            new JournalRecord(Instant.EPOCH, "closed", Map.of("a", "b")));
        }
    }

    private static byte[] bytes(int first, int end) {
        byte[] bytes = new byte[end - first];
        IntStream.range(first, end).forEach(value -> bytes[value - first] = (byte) value);
        return bytes;
    }
}
