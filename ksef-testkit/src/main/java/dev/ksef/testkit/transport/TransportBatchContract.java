package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.CallOutcomes.assertNoSecret;
import static dev.ksef.testkit.transport.CallOutcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.FormCode;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.batch.BatchFile;
import dev.ksef.model.batch.BatchFilePart;
import dev.ksef.model.batch.BatchSessionOpened;
import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.batch.OpenBatchSession;
import dev.ksef.model.encryption.EncryptionInfo;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.permission.AttachmentPermission;
import dev.ksef.port.Transport;
import dev.ksef.port.api.BatchSessionApi;
import dev.ksef.port.api.PermissionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.testkit.server.ScriptedServer.ReceivedRequest;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests how a {@link Transport} opens and closes batch sessions. */
public interface TransportBatchContract extends TransportFixture {

    @Test
    default void package_isDeclaredAsTheOfficialFileHasIt() {
        server().then(Reply.json(201, answer(part("1", "\"https://127.0.0.1/a?sig=sec-ret\"", "{}"))));
        Sha256 ofPackage = Sha256.of(new byte[32]);
        Sha256 ofPart = Sha256.of("1".repeat(32).getBytes(StandardCharsets.US_ASCII));
        var batchFile = BatchFile.of(
                4_999_999_999L,
                ofPackage,
                CompressionType.TAR_GZ,
                List.of(BatchFilePart.of(1, 100_000_016, ofPart), BatchFilePart.of(2, 16, ofPart)));
        var request = OpenBatchSession.of(
                        FormCode.FA_3, batchFile, EncryptionInfo.of("a2V5", "aXY=", new PublicKeyId("k")))
                .withOfflineMode(true);
        signedIn(BatchSessionApi.class).open(request);
        ReceivedRequest received = server().received().get(0);
        assertThat(received.method() + " " + received.target()).isEqualTo("POST /v2/sessions/batch");
        assertThat(received.body())
                .isEqualTo("{\"formCode\":{\"systemCode\":\"FA (3)\",\"schemaVersion\":\"1-0E\",\"value\":\"FA\"},"
                        + "\"batchFile\":{\"fileSize\":4999999999,\"fileHash\":\"" + ofPackage.value() + "\","
                        + "\"compressionType\":\"TarGz\",\"fileParts\":["
                        + "{\"ordinalNumber\":1,\"fileSize\":100000016,\"fileHash\":\"" + ofPart.value() + "\"},"
                        + "{\"ordinalNumber\":2,\"fileSize\":16,\"fileHash\":\"" + ofPart.value() + "\"}]},"
                        + "\"encryption\":{\"encryptedSymmetricKey\":\"a2V5\",\"initializationVector\":\"aXY=\","
                        + "\"publicKeyId\":\"k\"},\"offlineMode\":true}");
    }

    @Test
    default void openedSession_tellsWhereEachPartGoes_alsoWithHeadersThatHaveNoValue() {
        server().then(Reply.json(
                201,
                answer(part(
                                "1",
                                "\"https://127.0.0.1/a?sig=sec-ret%2F\"",
                                "{\"x-ms-blob-type\":\"BlockBlob\",\"b\":null}")
                        + ","
                        + part("2", "\"https://127.0.0.1/b\"", "null"))));
        BatchSessionOpened opened = open();
        assertThat(opened.referenceNumber()).isEqualTo(ReferenceNumber.of("20261102-SB-1111111111-2222222222-33"));
        assertThat(opened.partUploadRequests()).hasSize(2);
        var first = opened.partUploadRequests().get(0);
        assertThat(first.ordinalNumber()).isEqualTo(1);
        assertThat(first.method()).isEqualTo("PUT");
        assertThat(first.url().reveal()).isEqualTo("https://127.0.0.1/a?sig=sec-ret%2F");
        assertThat(first.headers()).isEqualTo(Map.of("x-ms-blob-type", "BlockBlob"));
        assertThat(opened.partUploadRequests().get(1).headers()).isEmpty();
        assertThat(opened.toString() + events().all()).doesNotContain("sec-ret", "BlockBlob");
        assertThat(events().of(KsefEvent.UnknownField.class)).isEmpty();
    }

    @Test
    default void openedSession_whosePartsCannotBeUploaded_failsWithTheFieldsName() {
        Map<String, String> answers = Map.of(
                answer(part("1", "\"sec-ret, no link\"", "{}")),
                "/partUploadRequests/0/url",
                answer(part("1", "null", "{}")),
                "url is missing",
                answer(part("1", "7", "{}")),
                "/partUploadRequests/0/url",
                answer(part("null", "\"https://127.0.0.1/a?sig=sec-ret\"", "{}")),
                "/partUploadRequests/0/ordinalNumber is missing",
                answer("null"),
                "partUploadRequests[] is missing",
                answer("\"sec-ret\""),
                "/partUploadRequests/0",
                "{\"referenceNumber\":\"20261102-SB-1111111111-2222222222-33\"}",
                "partUploadRequests is missing");
        answers.forEach((answer, problem) -> {
            server().then(Reply.json(201, answer));
            var error = failure(KsefTransportException.class, this::open);
            assertThat(error)
                    .hasMessageContaining("POST /sessions/batch: KSeF's answer cannot be read")
                    .hasMessageContaining(problem);
            assertThat(error.delivery()).isEqualTo(Delivery.UNKNOWN);
            assertNoSecret(error);
        });
        assertThat(events().all().toString()).doesNotContain("sec-ret");
        assertThat(server().received()).as("no session is opened twice").hasSize(answers.size());
    }

    @Test
    default void session_isClosedByItsNumber() {
        server().then(Reply.empty(204));
        signedIn(BatchSessionApi.class).close(ReferenceNumber.of("20261102-SB-1111111111-2222222222-33"));
        ReceivedRequest received = server().received().get(0);
        assertThat(received.method() + " " + received.target())
                .isEqualTo("POST /v2/sessions/batch/20261102-SB-1111111111-2222222222-33/close");
    }

    @Test
    default void consentToAttachments_isReadWithOrWithoutItsEnd() {
        server().then(
                        Reply.json(200, "{\"isAttachmentAllowed\":true,\"revokedDate\":\"2026-12-01T00:00:00+01:00\"}"),
                        Reply.json(200, "{\"isAttachmentAllowed\":true}"),
                        Reply.json(200, "{}"));
        PermissionApi permissions = signedIn(PermissionApi.class);
        assertThat(permissions.attachmentPermission())
                .isEqualTo(new AttachmentPermission(true, OffsetDateTime.parse("2026-12-01T00:00:00+01:00")));
        assertThat(permissions.attachmentPermission()).isEqualTo(new AttachmentPermission(true, null));
        assertThat(failure(KsefTransportException.class, permissions::attachmentPermission))
                .hasMessageContaining("isAttachmentAllowed is missing");
        assertThat(server().received())
                .extracting(ReceivedRequest::target)
                .containsOnly("/v2/permissions/attachments/status");
    }

    private BatchSessionOpened open() {
        Sha256 hash = Sha256.of(new byte[32]);
        return signedIn(BatchSessionApi.class)
                .open(OpenBatchSession.of(
                        FormCode.FA_3,
                        BatchFile.of(1, hash, CompressionType.ZIP, List.of(BatchFilePart.of(1, 16, hash))),
                        EncryptionInfo.of("a2V5", "aXY=", new PublicKeyId("k"))));
    }

    private static String answer(String parts) {
        return "{\"referenceNumber\":\"20261102-SB-1111111111-2222222222-33\",\"partUploadRequests\":[" + parts + "]}";
    }

    private static String part(String ordinal, String url, String headers) {
        return "{\"ordinalNumber\":" + ordinal + ",\"method\":\"PUT\",\"url\":" + url + ",\"headers\":" + headers + "}";
    }
}
