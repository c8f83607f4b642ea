package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.CallOutcomes.assertNoSecret;
import static dev.ksef.testkit.transport.CallOutcomes.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.OpenEnum;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.batch.CompressionType;
import dev.ksef.model.encryption.EncryptionInfo;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.export.ExportStarted;
import dev.ksef.model.export.ExportStatus;
import dev.ksef.model.export.ExportedPart;
import dev.ksef.model.export.StartExport;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.link.SignedLink;
import dev.ksef.port.Transport;
import dev.ksef.port.api.InvoiceApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.testkit.server.ScriptedServer.ReceivedRequest;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tests how a {@link Transport} starts exports, and what it reads about them. */
public interface TransportExportContract extends TransportFixture {

    @Test
    default void export_isAskedForAsTheOfficialFileHasIt() {
        server().then(started(), started());
        StartExport request = StartExport.of(
                EncryptionInfo.of("a2V5", "aXY=", new PublicKeyId("k")), query(), CompressionType.TAR_GZ);
        assertThat(signedIn(InvoiceApi.class).startExport(request)).isEqualTo(new ExportStarted(export()));
        signedIn(InvoiceApi.class).startExport(request.withOnlyMetadata(true));
        ReceivedRequest received = server().received().get(0);
        assertThat(received.method() + " " + received.target()).isEqualTo("POST /v2/invoices/exports");
        assertThat(received.body())
                .isEqualTo("{\"encryption\":{\"encryptedSymmetricKey\":\"a2V5\",\"initializationVector\":\"aXY=\","
                        + "\"publicKeyId\":\"k\"},\"filters\":{\"subjectType\":\"Subject1\",\"dateRange\":{"
                        + "\"dateType\":\"PermanentStorage\",\"from\":\"2026-11-01T00:00:00Z\","
                        + "\"restrictToPermanentStorageHwmDate\":true}},"
                        + "\"onlyMetadata\":false,\"compressionType\":\"TarGz\"}");
        assertThat(server().received().get(1).body()).contains("\"onlyMetadata\":true");
    }

    @Test
    default void exportWhoseStartGetsNoAnswer_isNotStartedAgain() {
        server().then(Reply.drop(), started());
        failure(KsefTransportException.class, this::start);
        assertThat(server().received()).hasSize(1);
    }

    @Test
    default void readyExport_isReadWithEveryField() {
        server().then(Reply.json(200, """
                {"status":{"code":200,"description":"ok"},"completedDate":"2026-11-02T10:00:00.1+01:00",
                 "packageExpirationDate":"2026-11-09T10:00:00Z",
                 "package":{"invoiceCount":10000,"size":5000000000,"parts":[
                   {"ordinalNumber":1,"partName":"20261102-EH-001.zip.aes","method":"GET",
                    "url":"https://127.0.0.1/a?sig=sec-ret%2F","partSize":50000000,"partHash":"HASH1",
                    "encryptedPartSize":50000016,"encryptedPartHash":"HASH2",
                    "expirationDate":"2026-11-02T11:00:00Z"}],
                  "isTruncated":true,"lastIssueDate":"2026-11-01","lastInvoicingDate":"2026-11-01T01:00:00Z",
                  "lastPermanentStorageDate":"2026-11-01T02:00:00.1234567Z",
                  "permanentStorageHwmDate":"2026-11-01T03:00:00Z","compressionType":"TarGz"}}"""));
        ExportStatus status = signedIn(InvoiceApi.class).exportStatus(export());
        assertThat(server().received().get(0).target()).isEqualTo("/v2/invoices/exports/" + export());
        assertThat(status.status().isSuccess()).isTrue();
        assertThat(status.completedDate()).isEqualTo(OffsetDateTime.parse("2026-11-02T10:00:00.1+01:00"));
        assertThat(status.packageExpirationDate()).isEqualTo(OffsetDateTime.parse("2026-11-09T10:00:00Z"));
        var ready = Objects.requireNonNull(status.exportedPackage());
        assertThat(ready.invoiceCount()).isEqualTo(10_000);
        assertThat(ready.size()).isEqualTo(5_000_000_000L);
        assertThat(ready.isTruncated()).isTrue();
        assertThat(ready.lastIssueDate()).isEqualTo(LocalDate.of(2026, 11, 1));
        assertThat(ready.lastInvoicingDate()).isEqualTo(OffsetDateTime.parse("2026-11-01T01:00:00Z"));
        assertThat(ready.lastPermanentStorageDate())
                .as("with all its digits")
                .isEqualTo(OffsetDateTime.parse("2026-11-01T02:00:00.1234567Z"));
        assertThat(ready.permanentStorageHwmDate()).isEqualTo(OffsetDateTime.parse("2026-11-01T03:00:00Z"));
        assertThat(ready.compressionType()).isEqualTo(OpenEnum.of(CompressionType.class, "TarGz"));
        assertThat(ready.parts())
                .containsExactly(new ExportedPart(
                        1,
                        "20261102-EH-001.zip.aes",
                        "GET",
                        SignedLink.of("https://127.0.0.1/a?sig=sec-ret%2F"),
                        50_000_000L,
                        new Sha256("HASH1"),
                        50_000_016L,
                        new Sha256("HASH2"),
                        OffsetDateTime.parse("2026-11-02T11:00:00Z")));
        assertThat(status.toString() + events().all()).doesNotContain("sec-ret", "sig=");
        assertThat(events().of(KsefEvent.UnknownField.class)).isEmpty();
        assertThat(events().of(KsefEvent.UnreadableValue.class)).isEmpty();
    }

    @Test
    default void exportUnderWay_hasNoPackage() {
        server().then(
                        Reply.json(200, "{\"status\":{\"code\":100},\"package\":null}"),
                        Reply.json(200, "{\"status\":{\"code\":100}}"));
        assertThat(signedIn(InvoiceApi.class).exportStatus(export()).exportedPackage())
                .isNull();
        assertThat(signedIn(InvoiceApi.class).exportStatus(export()).exportedPackage())
                .isNull();
    }

    @Test
    default void oddValues_ofOptionalFields_costNothingElse() {
        for (String odd : List.of("{\"a\":[1]}", "[7]", "99999999999999999999", "true", "null")) {
            String part = "{\"ordinalNumber\":1,\"url\":\"https://127.0.0.1/a\"";
            for (String field : List.of(
                    "partName",
                    "method",
                    "partSize",
                    "partHash",
                    "encryptedPartSize",
                    "encryptedPartHash",
                    "expirationDate",
                    "unheardOf")) {
                part += ",\"" + field + "\":" + odd;
            }
            server().then(Reply.json(
                    200,
                    "{\"status\":{\"code\":200},\"completedDate\":" + odd + ",\"packageExpirationDate\":" + odd
                            + ",\"package\":{\"invoiceCount\":" + odd + ",\"size\":" + odd + ",\"lastIssueDate\":" + odd
                            + ",\"lastInvoicingDate\":" + odd + ",\"lastPermanentStorageDate\":" + odd
                            + ",\"permanentStorageHwmDate\":" + odd + ",\"compressionType\":" + odd + ",\"parts\":["
                            + part + "},{\"ordinalNumber\":2,\"url\":\"https://127.0.0.1/b\",\"partSize\":7}],"
                            + "\"isTruncated\":true}}"));
            ExportStatus status = signedIn(InvoiceApi.class).exportStatus(export());
            var ready = Objects.requireNonNull(status.exportedPackage());
            assertThat(ready.parts())
                    .as(odd)
                    .extracting(ExportedPart::ordinalNumber)
                    .containsExactly(1, 2);
            assertThat(ready.parts().get(0).partSize()).isNull();
            assertThat(ready.parts().get(0).expirationDate()).isNull();
            assertThat(ready.parts().get(1).partSize()).isEqualTo(7);
            assertThat(ready.isTruncated()).isTrue();
            assertThat(ready.lastPermanentStorageDate()).isNull();
        }
    }

    @Test
    default void exportWhosePartsCannotBeFetched_failsWithTheFieldsName() {
        Map<String, String> answers = Map.of(
                "{\"ordinalNumber\":1,\"url\":\"sec-ret, no link\"}",
                "/package/parts/0/url",
                "{\"ordinalNumber\":1}",
                "url is missing",
                "{\"url\":\"https://127.0.0.1/a?sig=sec-ret\"}",
                "ordinalNumber is missing",
                "\"sec-ret\"",
                "/package/parts/0");
        answers.forEach((part, problem) -> {
            server().then(Reply.json(
                    200, "{\"status\":{\"code\":200},\"package\":{\"isTruncated\":false,\"parts\":[" + part + "]}}"));
            var error = failure(
                    KsefTransportException.class,
                    () -> signedIn(InvoiceApi.class).exportStatus(export()));
            assertThat(error).hasMessageContaining(problem);
            assertNoSecret(error);
        });
        assertThat(events().all().toString()).doesNotContain("sec-ret");
    }

    @Test
    default void package_thatLacksWhatEveryPackageHas_countsAsAbsent() {
        for (String broken : List.of(
                "{\"parts\":[],\"isTruncated\":7}",
                "{\"parts\":[]}",
                "{\"isTruncated\":false}",
                "{\"parts\":[null],\"isTruncated\":false}",
                "7")) {
            server().then(Reply.json(200, "{\"status\":{\"code\":200},\"package\":" + broken + "}"));
            assertThat(signedIn(InvoiceApi.class).exportStatus(export()).exportedPackage())
                    .as("whoever took it for complete would lose invoices: %s", broken)
                    .isNull();
        }
        assertThat(events().of(KsefEvent.UnreadableValue.class)).hasSize(6);
    }

    private static Reply started() {
        return Reply.json(201, "{\"referenceNumber\":\"" + export() + "\"}");
    }

    private void start() {
        signedIn(InvoiceApi.class)
                .startExport(StartExport.of(
                        EncryptionInfo.of("a2V5", "aXY=", new PublicKeyId("k")), query(), CompressionType.ZIP));
    }

    private static ReferenceNumber export() {
        return ReferenceNumber.of("20261102-EH-1111111111-2222222222-33");
    }

    private static InvoiceQuery query() {
        return InvoiceQuery.asSeller()
                .byPermanentStorageDate()
                .from(OffsetDateTime.parse("2026-11-01T00:00Z"))
                .restrictToPermanentStorageHwmDate()
                .build();
    }
}
