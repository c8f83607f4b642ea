package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.CallOutcomes.failure;
import static dev.ksef.testkit.transport.TransportSamples.CHALLENGE;
import static dev.ksef.testkit.transport.TransportSamples.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.ksef.model.Sha256;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Tests how a {@link Transport} reads answers, also those that are odd, damaged or not from KSeF. */
public interface TransportAnswerContract extends TransportFixture {

    @Test
    default void answer_withSevenFractionDigitsAndAnOffset_keepsBoth() {
        server().then(Reply.json(200, CHALLENGE));
        AuthChallenge challenge = anonymous(AuthApi.class).challenge();
        assertThat(challenge.timestamp()).isEqualTo(OffsetDateTime.parse("2026-11-02T10:00:00.1234567+01:00"));
        assertThat(String.valueOf(challenge.timestamp())).endsWith("+01:00");
        assertThat(challenge.timestampMs()).isEqualTo(1793610000123L);
        assertThat(events().of(KsefEvent.UnknownField.class))
                .as("every documented field is known")
                .isEmpty();
    }

    @Test
    default void answer_withADateWithoutOffset_isReadAsUtc() {
        server().then(Reply.json(200, CHALLENGE.replace("+01:00", "")));
        assertThat(anonymous(AuthApi.class).challenge().timestamp())
                .isEqualTo(OffsetDateTime.parse("2026-11-02T10:00:00.1234567Z"));
    }

    @Test
    default void answer_withUnknownFields_isReadAndTheFieldsAreTold() {
        server().then(Reply.json(
                200, "{\"status\":{\"code\":100,\"description\":\"d\",\"later\":{\"a\":[1,{}]}},\"new\":[1,2]}"));
        assertThat(status()).isEqualTo(100);
        assertThat(events().of(KsefEvent.UnknownField.class))
                .extracting(KsefEvent.UnknownField::path)
                .containsExactly("/status/later", "/new");
        assertThat(events().of(KsefEvent.UnknownField.class))
                .extracting(KsefEvent.UnknownField::operation)
                .containsOnly("GET /sessions/{referenceNumber}");
    }

    @Test
    default void answer_withAnUnknownEnumValue_keepsItsText() {
        server().then(Reply.json(200, key("FutureUse")));
        List<PublicKeyCertificate> keys = anonymous(PublicKeyApi.class).certificates();
        assertThat(keys.get(0).usage()).singleElement().satisfies(use -> {
            assertThat(use.raw()).isEqualTo("FutureUse");
            assertThat(use.known()).isEmpty();
        });
        assertThat(events().of(KsefEvent.UnknownValue.class))
                .extracting(
                        KsefEvent.UnknownValue::operation, KsefEvent.UnknownValue::type, KsefEvent.UnknownValue::value)
                .containsExactly(tuple("GET /security/public-key-certificates", "Usage", "FutureUse"));
    }

    @Test
    default void answer_withEmptyTextsForObjects_isReadWithoutThem() {
        server().then(Reply.json(
                200,
                "{\"status\":{\"code\":\"100\",\"details\":\"\",\"extensions\":\"\"},\"upo\":\"\",\"x\":"
                        + "9".repeat(2000) + "}"));
        var status = signedIn(SessionApi.class).status(SESSION);
        assertThat(status.status().code()).isEqualTo(100);
        assertThat(status.upo()).isNull();
    }

    @Test
    default void answer_withoutARequiredField_failsWithTheFieldsName() {
        server().then(Reply.json(200, "{\"timestampMs\":1}"));
        assertThatThrownBy(() -> anonymous(AuthApi.class).challenge())
                .isInstanceOf(KsefTransportException.class)
                .hasMessageContaining("POST /auth/challenge")
                .hasMessageContaining("challenge is missing");
    }

    @Test
    default void answer_thatIsNotJson_isRefusedWithoutQuotingIt() {
        server().then(
                        Reply.json(200, "{\"challenge\": \"sec-ret"),
                        Reply.of(200, "text/html", "<html>sec-ret</html>"),
                        Reply.of(200, "text/html", "<html>sec-ret</html>"),
                        Reply.json(200, "\"sec-ret\""),
                        Reply.json(200, ""));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> anonymous(AuthApi.class).challenge())
                    .isInstanceOf(KsefTransportException.class)
                    .satisfies(CallOutcomes::assertNoSecret);
        }
    }

    @Test
    default void answerCompressedUnasked_isReadWithinTheSameLimits() {
        Reply stalled = Reply.stall(200, "application/json\r\nContent-Encoding: gzip", CHALLENGE, 20_000);
        server().then(
                        Reply.of(200, "application/json", gzip(CHALLENGE), "Content-Encoding", "gzip"),
                        stalled,
                        stalled,
                        stalled,
                        stalled);
        assertThat(anonymous(AuthApi.class).challenge().timestampMs()).isEqualTo(1793610000123L);
        failure(KsefTransportException.class, () -> anonymous(AuthApi.class).challenge());
    }

    @Test
    default void bodyCutShort_isNoAnswer() {
        Reply cut = Reply.cut(200, "application/json", CHALLENGE);
        server().then(cut, cut, cut, cut);
        failure(KsefTransportException.class, () -> anonymous(AuthApi.class).challenge());
    }

    @Test
    default void success_withNothingInIt_isNoRecord() {
        for (Reply nothing : List.of(
                Reply.empty(200),
                Reply.empty(204),
                Reply.json(200, ""),
                Reply.json(200, "null"),
                Reply.json(200, "[]"))) {
            server().then(nothing);
            assertNotRead(this::status);
        }
        server().then(Reply.json(200, "{\"x\":" + "[".repeat(100_000)));
        assertNotRead(this::status);
    }

    private static void assertNotRead(Runnable call) {
        Throwable failure = catchThrowable(call::run);
        assertThat(failure).isExactlyInstanceOf(KsefTransportException.class).hasNoCause();
        assertThat(((KsefTransportException) failure).delivery()).isEqualTo(Delivery.UNKNOWN);
    }

    @Test
    default void emptySuccess_thatIsReallyAFirewallsPage_isRefused() {
        server().then(Reply.of(200, "text/html", "<html></html>"));
        assertThatThrownBy(this::closeSession)
                .isInstanceOf(KsefTransportException.class)
                .hasMessageContaining("text/html");
    }

    @Test
    default void document_isHandedOverByteForByteWithItsDeclaredHash() {
        byte[] upo = "<Potwierdzenie>\r\n ąę</Potwierdzenie>".getBytes(StandardCharsets.UTF_8);
        server().then(Reply.of(
                200,
                "application/xml",
                upo,
                "x-ms-meta-hash",
                Sha256.of(new byte[32]).value()));
        var document = signedIn(SessionApi.class).upoPage(SESSION, SESSION);
        assertThat(document.bytes()).isEqualTo(upo);
        assertThat(document.declaredHash()).isEqualTo(Sha256.of(new byte[32]));
    }

    @Test
    default void declaredHashThatCannotBeOne_isTakenForNone() {
        server().then(Reply.of(200, "application/xml", "<a/>", "x-ms-meta-hash", "A".repeat(2_000)));
        assertThat(signedIn(SessionApi.class).upoPage(SESSION, SESSION).declaredHash())
                .isNull();
    }

    @Test
    default void keys_ofWhichOneIsOdd_areAllGiven() {
        String good = key("KsefTokenEncryption");
        server().then(Reply.json(200, "[{\"validFrom\":\"soon\",\"usage\":null}," + good.substring(1)));
        List<PublicKeyCertificate> keys = anonymous(PublicKeyApi.class).certificates();
        assertThat(keys).hasSize(2);
        assertThat(keys.get(0).validFrom()).isNull();
        assertThat(keys.get(0).usage()).isEmpty();
        assertThat(keys.get(1).publicKeyId()).isEqualTo(new PublicKeyId("b"));
    }

    @Test
    default void systemWarnings_areEventsOfTheirOwnCall() {
        server().then(Reply.json(200, CHALLENGE, "X-System-Warning", "[xml-002]: first | [sig-001]: second one"));
        anonymous(AuthApi.class).challenge();
        assertThat(events().of(KsefEvent.SystemWarning.class))
                .extracting(
                        KsefEvent.SystemWarning::operation,
                        KsefEvent.SystemWarning::code,
                        KsefEvent.SystemWarning::message)
                .containsExactly(
                        tuple("POST /auth/challenge", "xml-002", "first"),
                        tuple("POST /auth/challenge", "sig-001", "second one"));
    }

    @Test
    default void warningsWithoutEnd_costNoTime() {
        server().then(Reply.json(200, CHALLENGE, "X-System-Warning", "[".repeat(60_000)));
        anonymous(AuthApi.class).challenge();
        assertThat(events().of(KsefEvent.SystemWarning.class))
                .allSatisfy(warning -> assertThat(warning.message()).hasSizeLessThan(5_000));
    }

    private static String key(String usage) {
        return "[{\"certificate\":\"MA==\",\"certificateId\":\"a\",\"publicKeyId\":\"b\",\"validFrom\":"
                + "\"2026-01-01T00:00:00Z\",\"validTo\":\"2027-01-01T00:00:00Z\",\"usage\":[\"" + usage + "\"]}]";
    }

    private static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
