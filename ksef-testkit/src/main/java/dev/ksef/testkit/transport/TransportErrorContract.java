package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.CallOutcomes.assertNoSecret;
import static dev.ksef.testkit.transport.CallOutcomes.failure;
import static dev.ksef.testkit.transport.TransportSamples.PROBLEM;
import static dev.ksef.testkit.transport.TransportSamples.STATUS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.error.KsefGoneException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefUnauthorizedException;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Tests which exception a {@link Transport} makes of each form of error. */
public interface TransportErrorContract extends TransportFixture {

    @Test
    default void problemDetails_becomeCodesDescriptionsDetailsAndTrace() {
        server().then(Reply.of(400, PROBLEM, """
                {"title":"Bad Request","status":400,"instance":"/v2/x","detail":"Żądanie jest nieprawidłowe.",
                 "errors":[{"code":21405,"description":"Błąd walidacji","details":["pole 'x'"]},{"code":21470}],
                 "timestamp":"2026-11-02T10:00:00Z","traceId":"0123456789abcdef"}"""));
        var error =
                failure(KsefApiException.class, () -> anonymous(AuthApi.class).challenge());
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.has(21405)).isTrue();
        assertThat(error.has(21470)).isTrue();
        assertThat(error.errors().get(0).details()).containsExactly("pole 'x'");
        assertThat(error.traceId()).contains("0123456789abcdef");
        assertThat(error.operation()).isEqualTo("POST /auth/challenge");
        assertThat(error).hasMessageContaining("21405 Błąd walidacji: pole 'x'");
    }

    @Test
    default void legacyException_becomesTheSame() {
        server().then(Reply.json(400, """
                {"exception":{"exceptionDetailList":[{"exceptionCode":21304,"exceptionDescription":"Brak",
                 "details":["d"]}],"serviceCode":"00-abc-def-00","timestamp":"2026-11-02T10:00:00"}}"""));
        var error =
                failure(KsefApiException.class, () -> anonymous(AuthApi.class).challenge());
        assertThat(error.has(21304)).isTrue();
        assertThat(error.traceId()).contains("00-abc-def-00");
    }

    @Test
    default void statuses_haveExceptionsOfTheirOwn() {
        Reply gatewaysPage = Reply.of(502, "text/html", "<html>Bad gateway sec-ret</html>");
        server().then(
                        Reply.empty(401),
                        Reply.of(
                                403,
                                PROBLEM,
                                "{\"reasonCode\":\"missing-permissions\",\"security\":{\"requiredAnyOfPermissions\":"
                                        + "[\"InvoiceWrite\"],\"presentPermissions\":[\"InvoiceRead\"]}}"),
                        Reply.of(410, PROBLEM, "{\"detail\":\"po terminie\"}"),
                        gatewaysPage,
                        gatewaysPage,
                        gatewaysPage,
                        gatewaysPage);
        failure(KsefUnauthorizedException.class, this::status);
        var forbidden = failure(KsefForbiddenException.class, this::status);
        assertThat(forbidden.reasonCode()).contains("missing-permissions");
        assertThat(forbidden.requiredAnyOf()).containsExactly("InvoiceWrite");
        assertThat(forbidden.present()).containsExactly("InvoiceRead");
        failure(KsefGoneException.class, this::status);
        var gateway = failure(KsefApiException.class, this::status);
        assertThat(gateway.status()).isEqualTo(502);
        assertNoSecret(gateway);
    }

    @Test
    default void forbidden_saysWhyAndWhatSupportAsksFor() {
        server().then(
                        Reply.of(
                                403,
                                PROBLEM,
                                "{\"title\":\"Forbidden\",\"detail\":\"Zablokowano.\",\"reasonCode\":\"security-service-blocked\","
                                        + "\"security\":{\"incidentId\":\"1234-5678\",\"clientIp\":\"192.0.2.7\"}}"),
                        Reply.of(
                                403,
                                PROBLEM,
                                "{\"reasonCode\":\"ip-not-allowed\",\"security\":{\"clientIp\":\"192.0.2.7\"},\"traceId\":\"t-1\"}"),
                        Reply.empty(403),
                        Reply.of(
                                403,
                                PROBLEM,
                                "{\"reasonCode\":\"of-the-future\",\"security\":[1],\"detail\":{\"a\":1}}"));
        var blocked = failure(KsefForbiddenException.class, this::status);
        assertThat(blocked.reasonCode()).contains("security-service-blocked");
        assertThat(blocked)
                .hasMessageContaining("Zablokowano.")
                .hasMessageContaining("incidentId 1234-5678")
                .hasMessageContaining("clientIp 192.0.2.7");
        var address = failure(KsefForbiddenException.class, this::status);
        assertThat(address).hasMessageContaining("ip-not-allowed, clientIp 192.0.2.7");
        assertThat(address.traceId()).contains("t-1");
        var empty = failure(KsefForbiddenException.class, this::status);
        assertThat(empty.reasonCode()).isEmpty();
        assertThat(empty).hasMessageContaining("an empty answer");
        assertThat(empty.body()).isEmpty();
        assertThat(failure(KsefForbiddenException.class, this::status).reasonCode())
                .contains("of-the-future");
    }

    @Test
    default void detailOfA429_isTold_inBothForms() {
        server().then(
                        Reply.json(
                                429,
                                "{\"status\":{\"code\":429,\"description\":\"Too Many Requests\",\"details\":[\"Po 3000 s\"]}}",
                                "Retry-After",
                                "3000"),
                        Reply.of(
                                429,
                                PROBLEM,
                                "{\"title\":\"Too Many Requests\",\"detail\":\"Za 3000 s\"}",
                                "Retry-After",
                                "3000"));
        for (String detail : List.of("Po 3000 s", "Za 3000 s")) {
            assertThat(failure(KsefRateLimitedException.class, this::status)).hasMessageContaining(detail);
            time().advance(Duration.ofSeconds(3000));
        }
    }

    @Test
    default void errorOfTheServer_withNothingButATrace_saysThat() {
        server().then(Reply.json(500, "{\"exception\":{\"serviceCode\":\"00-0123456789abcdef-01\"}}"));
        assertThat(failure(KsefApiException.class, this::status).traceId()).contains("00-0123456789abcdef-01");
        assertThat(events().of(KsefEvent.Attempt.class))
                .extracting(attempt -> attempt.correlation().traceId())
                .containsExactly("00-0123456789abcdef-01");
    }

    @Test
    default void error_withoutABody_hasItsTypeAndSaysThatItIsEmpty() {
        assertEmptyError(KsefUnauthorizedException.class, 401);
        assertEmptyError(KsefForbiddenException.class, 403);
        assertEmptyError(KsefGoneException.class, 410);
        for (int status : List.of(304, 400, 404, 406, 409, 415, 418, 450, 451, 499, 500, 505, 599)) {
            assertEmptyError(KsefApiException.class, status);
        }
    }

    private void assertEmptyError(Class<? extends KsefApiException> type, int status) {
        server().then(Reply.empty(status));
        var error = failure(type, this::status);
        assertThat(error.status()).isEqualTo(status);
        assertThat(error).hasMessageContaining("HTTP " + status).hasMessageContaining("an empty answer");
        assertThat(error.body()).isEmpty();
        assertThat(error.errors()).isEmpty();
        assertThat(error.traceId()).isEmpty();
    }

    @Test
    default void error_withOddValuesInEachField_keepsWhatCanBeRead() {
        for (String odd :
                List.of("1", "-1e400", "99999999999", "true", "null", "\"x\"", "[]", "[[1]]", "{}", "{\"a\":[1]}")) {
            server().then(
                            Reply.of(
                                    400,
                                    PROBLEM,
                                    "{\"title\":%1$s,\"status\":%1$s,\"detail\":%1$s,\"errors\":%1$s,\"traceId\":%1$s}"
                                            .formatted(odd)),
                            Reply.of(
                                    400,
                                    PROBLEM,
                                    ("{\"errors\":[%1$s,{\"code\":%1$s,\"description\":%1$s,\"details\":%1$s},"
                                                    + "{\"code\":21405}]}")
                                            .formatted(odd)),
                            Reply.of(
                                    400,
                                    PROBLEM,
                                    "{\"exception\":{\"serviceCode\":%1$s,\"exceptionDetailList\":%1$s}}"
                                            .formatted(odd)),
                            Reply.of(400, PROBLEM, "{\"status\":{\"details\":%1$s}}".formatted(odd)),
                            Reply.of(400, PROBLEM, odd));
            for (int i = 0; i < 5; i++) {
                var error = failure(KsefApiException.class, this::status);
                assertThat(error.status()).as(odd).isEqualTo(400);
                assertThat(error.has(21405)).as(odd).isEqualTo(i == 1);
            }
            server().then(Reply.of(
                    403,
                    PROBLEM,
                    ("{\"reasonCode\":%1$s,\"security\":{\"requiredAnyOfPermissions\":%1$s,"
                                    + "\"presentPermissions\":%1$s}}")
                            .formatted(odd)));
            failure(KsefForbiddenException.class, this::status);
        }
    }

    @Test
    default void error_inOddEncodings_isReadAsFarAsItGoes() {
        String json = "{\"detail\":\"Żądanie\"}";
        server().then(
                        Reply.of(400, PROBLEM, "\uFEFF" + json),
                        Reply.of(400, PROBLEM, json.getBytes(Charset.forName("ISO-8859-2"))),
                        Reply.of(400, PROBLEM, new byte[] {(byte) 0xff, (byte) 0xfe, 0, '{'}),
                        Reply.of(400, PROBLEM, "{\"a\":".repeat(100_000)));
        assertThat(failure(KsefApiException.class, this::status)).hasMessageContaining("Żądanie");
        assertThat(failure(KsefApiException.class, this::status)).hasMessageContaining("danie");
        assertThat(failure(KsefApiException.class, this::status)).hasMessageContaining("not well-formed");
        assertThat(failure(KsefApiException.class, this::status)).hasMessageContaining("not well-formed");
    }

    @Test
    default void errorMislabelledAsCompressed_keepsItsStatus() {
        server().then(
                        Reply.empty(403, "Content-Encoding", "gzip"),
                        Reply.of(403, "application/json", "{\"reasonCode\":\"why\"}", "Content-Encoding", "GZIP"));
        failure(KsefForbiddenException.class, this::status);
        failure(KsefForbiddenException.class, this::status);
    }

    @Test
    default void error_ofTheStorage_isNoErrorOfKsef_andKeepsNoSignature() {
        server().then(Reply.of(
                403,
                "application/xml",
                "<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code><AuthenticationErrorDetail>"
                        + "Signature aGVsbG8gd29ybGQ/aGVsbG8gd29ybGQ+aGVsbG8gsec= did not match</AuthenticationErrorDetail>"
                        + "</Error>"));
        var error = failure(KsefForbiddenException.class, this::status);
        assertThat(error).hasMessageContaining("application/xml");
        assertThat(error.body().orElseThrow()).contains("AuthenticationFailed").doesNotContain("aGVsbG8");
    }

    @Test
    default void error_thatIsLong_isCutToTwoKilobytes() {
        server().then(
                        Reply.of(400, "text/html", "ż ".repeat(4_000)),
                        Reply.of(400, "text/html", "\uD83D\uDE00 ".repeat(4_000)));
        for (int i = 0; i < 2; i++) {
            assertThat(failure(KsefApiException.class, this::status)
                            .body()
                            .orElseThrow()
                            .getBytes(UTF_8))
                    .hasSizeBetween(2_040, 2_048);
        }
    }

    @Test
    default void error_ofFiftyMegabytes_isStillThatError() {
        server().then(endless(502), endless(400), Reply.json(200, STATUS));
        var error = failure(KsefApiException.class, this::status);
        assertThat(error.status()).isEqualTo(400);
        assertThat(error.body().orElse("").length()).isLessThanOrEqualTo(2_048);
        status();
    }

    /** Thirty megabytes that travel as thirty kilobytes. */
    @Test
    default void errorThatUnpacksToMuch_isReadToSixtyFourKilobytes() throws Exception {
        String tail = "x".repeat(30 * 1024 * 1024);
        server().then(
                        packed(400, PROBLEM, "{\"detail\":\"short\"}"),
                        packed(400, PROBLEM, "{\"detail\":\"" + tail + "\"}"));
        assertThat(failure(KsefApiException.class, this::status)).hasMessageContaining("short");
        var cut = failure(KsefApiException.class, this::status);
        assertThat(cut).hasMessageContaining("not well-formed");
        assertThat(cut.body().orElseThrow()).startsWith("{\"detail\":");
    }

    @Test
    default void packedErrorThatIsCut_saysWhatItsBeginningSays() throws Exception {
        byte[] whole = gzip(("beginning " + "abc ż ".repeat(5_000)).getBytes(UTF_8));
        server().then(Reply.of(403, "text/plain", Arrays.copyOf(whole, whole.length - 20), "Content-Encoding", "gzip"));
        assertThat(failure(KsefForbiddenException.class, this::status).body().orElseThrow())
                .startsWith("beginning");
    }

    private static Reply packed(int status, String type, String body) throws IOException {
        return Reply.of(status, type, gzip(body.getBytes(UTF_8)), "Content-Encoding", "gzip");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static Reply endless(int status) {
        return out -> {
            byte[] piece = "<p>blocked</p> \n".repeat(65_536).getBytes(UTF_8);
            out.write(("HTTP/1.1 " + status + " Big\r\nContent-Type: text/html\r\nContent-Length: " + 50L * piece.length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            return written(out, piece);
        };
    }

    private static boolean written(OutputStream out, byte[] piece) throws IOException {
        for (int i = 0; i < 50; i++) {
            out.write(piece);
        }
        out.flush();
        return true;
    }
}
