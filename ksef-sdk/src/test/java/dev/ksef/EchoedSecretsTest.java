package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.model.FormCode;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AuthenticationTokens;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.port.api.SessionApi;
import dev.ksef.testkit.event.SampleEvents;
import dev.ksef.testkit.server.ScriptedServer;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import dev.ksef.testkit.time.FakeTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A server, or something before it, that sends back what it was sent, wherever an answer has a place for it. By default each
 * place is tried with one secret, and each secret in four places or five; {@code slow} is every secret in every place.
 */
class EchoedSecretsTest {

    /** Of no shape by which a secret is told: that it is one is known only here. */
    private static final String BEARER = "opaque.bearer.of.this.very.call";

    private static final String SECRET_OF_TOKEN = "0123456789abcdeffedcba98765432100123456789abcdeffedcba9876543210";
    private static final String TOKEN = "20261102-EC-2A7A20F000-9D5D8C2A8B-4F|nip-5265877635|" + SECRET_OF_TOKEN;
    private static final String JWT = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJlY2hvIn0.ZWNob2VkLXNpZ25hdHVyZQ";
    private static final String ENCRYPTED_KEY =
            Base64.getEncoder().encodeToString("k".repeat(256).getBytes(StandardCharsets.US_ASCII));
    private static final String SIGNATURE = "c2lnbmF0dXJlLW9mLWEtbGluaw";
    private static final String INVOICE = "<Faktura xmlns='http://crd.gov.pl/wzor/2025/06/25/13775/'><Podmiot2><Nazwa>"
            + "Hurtownia Sekretna</Nazwa></Podmiot2><Fa><P_2>POUFNE/77/2026</P_2><P_15>98765.43</P_15></Fa></Faktura>";

    private static final Map<String, String> SECRETS = Map.of(
            "bearer", BEARER,
            "header", "Authorization: Bearer " + BEARER,
            "token", TOKEN,
            "jwt", JWT,
            "key", ENCRYPTED_KEY,
            "link", "https://ksef.example/upo/1?sv=2026&sig=" + SIGNATURE + "%3D",
            "invoice", INVOICE);

    private final Needles needles = new Needles()
            .text(BEARER, SECRET_OF_TOKEN, JWT, ENCRYPTED_KEY, SIGNATURE)
            .text("Hurtownia Sekretna", "POUFNE/77/2026", "98765.43", "refresh.of.this.client");

    /** What answers look like that say one of the secrets. */
    private static Map<String, Reply> answers(String secret) {
        String quoted = secret.replace("\"", "'");
        String long500 = "x".repeat(480) + quoted;
        return Map.ofEntries(
                Map.entry("detail", json(400, "{\"title\":\"Bad\",\"detail\":\"got " + quoted + " sir\"}")),
                Map.entry("title", json(500, "{\"title\":\"got " + quoted + "\"}")),
                Map.entry("cut in the middle", json(400, "{\"detail\":\"" + long500 + "\"}")),
                Map.entry(
                        "errors",
                        json(
                                400,
                                "{\"errors\":[{\"code\":21405,\"description\":\"" + quoted + "\",\"details\":[\""
                                        + quoted + "\"]}]}")),
                Map.entry(
                        "legacy",
                        json(
                                400,
                                "{\"exception\":{\"serviceCode\":\"" + quoted
                                        + "\",\"exceptionDetailList\":[{\"exceptionCode\":1,"
                                        + "\"exceptionDescription\":\"" + quoted + "\",\"details\":[\"" + quoted
                                        + "\"]}]}}")),
                Map.entry("trace", json(400, "{\"detail\":\"no\",\"traceId\":\"" + quoted + "\"}")),
                Map.entry("unauthorized", json(401, "{\"detail\":\"" + quoted + "\"}")),
                Map.entry(
                        "forbidden",
                        json(
                                403,
                                "{\"reasonCode\":\"" + quoted + "\",\"security\":{\"requiredAnyOfPermissions\":[\""
                                        + quoted + "\"],\"" + quoted + "\":\"" + quoted + "\"}}")),
                Map.entry(
                        "limited", Reply.json(429, "{\"detail\":\"" + quoted + "\"}", "Retry-After", oneLine(secret))),
                Map.entry("text", Reply.of(503, "text/plain", secret)),
                Map.entry("page", Reply.of(200, "text/html", "<html>" + secret)),
                Map.entry("type", Reply.of(200, "x/" + oneLine(secret), "x")),
                Map.entry("unknown field", json(200, "{\"" + quoted + "\":1}")),
                Map.entry("unreadable", json(200, "{\"items\":{\"" + quoted + "\":\"" + quoted + "\"}}")),
                Map.entry("unknown value", json(200, "{\"items\":[{\"authenticationMethod\":\"" + quoted + "\"}]}")),
                Map.entry("truncated", json(200, "{\"items\":[{\"x\":\"" + quoted)),
                Map.entry("no JSON", json(200, "{" + quoted + "}")),
                Map.entry("number", json(200, "{\"onlineSession\":\"" + quoted + "\"}")),
                Map.entry("warning", Reply.json(200, "{}", "X-System-Warning", oneLine(secret))),
                Map.entry(
                        "coded warning",
                        Reply.json(200, "{}", "X-System-Warning", "[" + oneLine(secret) + "]: m " + oneLine(secret))),
                Map.entry("elsewhere", Reply.empty(302, "Location", "http://other.example/?" + oneLine(secret))),
                Map.entry("nowhere", Reply.empty(307, "Location", "http://[" + oneLine(secret))),
                Map.entry("cookie", Reply.json(200, "{}", "Set-Cookie", oneLine(secret) + "=" + oneLine(secret))),
                Map.entry("header that is none", Reply.json(200, "{}", oneLine(secret) + " x", "y")),
                Map.entry("status line", raw("HTTP/1.1 " + oneLine(secret) + "\r\n\r\n")),
                Map.entry("no HTTP", raw(oneLine(secret) + "\r\n\r\n")),
                Map.entry("length", raw("HTTP/1.1 200 OK\r\nContent-Length: " + oneLine(secret) + "\r\n\r\n")),
                Map.entry(
                        "chunks",
                        raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + oneLine(secret) + "\r\n")),
                Map.entry("cut", Reply.cut(200, "application/json", secret)),
                Map.entry("gzip", Reply.json(200, secret, "Content-Encoding", "gzip")));
    }

    private static Reply json(int status, String body) {
        return Reply.json(status, body);
    }

    private static Reply raw(String text) {
        return out -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return false;
        };
    }

    private static String oneLine(String secret) {
        return secret.replace("\n", " ");
    }

    static Stream<String> places() {
        return answers("x").keySet().stream().sorted();
    }

    static Stream<Arguments> placesWithOneSecretEach() {
        List<String> names = SECRETS.keySet().stream().sorted().toList();
        List<String> places = places().toList();
        return IntStream.range(0, places.size())
                .mapToObj(i -> Arguments.of(places.get(i), names.get(i % names.size())));
    }

    @ParameterizedTest
    @MethodSource("placesWithOneSecretEach")
    void secretThatComesBack_isToldNowhere(String place, String name) {
        String secret = SECRETS.get(name);
        assertThat(leaks(secret, answers(secret).get(place)))
                .as("secrets that are told")
                .isEmpty();
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("places")
    void anySecretThatComesBack_isToldNowhere(String place) {
        String found = SECRETS.values().stream()
                .flatMap(secret -> leaks(secret, answers(secret).get(place)).stream())
                .collect(Collectors.joining("\n"));
        assertThat(found).as("secrets that are told").isEmpty();
    }

    private List<String> leaks(String secret, Reply reply) {
        var time = FakeTime.at("2026-11-02T09:00:00Z");
        try (Overheard heard = Overheard.fromNowOn();
                ScriptedServer server = ScriptedServer.start();
                KsefClient client = client(server, time, heard)) {
            KsefContextClient view = client.forNip("5265877635").within(Duration.ofSeconds(20));
            view.tokens().seed(tokens(time));
            for (Overheard.Act act : secret.contains(BEARER) ? withBearer(view) : acts(view)) {
                view.tokens().seed(tokens(time));
                // What follows a refusal does not send the bearer again, so that it cannot come back.
                Reply later = secret.contains(BEARER) ? Reply.empty(500) : reply;
                server.then(reply, later, later, later);
                heard.act(() -> told(act));
            }
            return needles.foundIn(heard.everything());
        }
    }

    /** With all that an exception of KSeF's answer carries. */
    private static Object told(Overheard.Act act) throws Exception {
        try {
            return act.perform();
        } catch (KsefForbiddenException refused) {
            throw new IllegalStateException(
                    refused.body() + " " + refused.errors() + refused.reasonCode() + refused.requiredAnyOf()
                            + refused.present(),
                    refused);
        } catch (KsefApiException refused) {
            throw new IllegalStateException(refused.body() + " " + refused.errors() + refused.traceId(), refused);
        }
    }

    private static List<Overheard.Act> acts(KsefContextClient view) {
        List<Overheard.Act> acts = new ArrayList<>(withBearer(view));
        acts.add(() -> failureOnly(view.sessions().openOnline(FormCode.FA_3)));
        return acts;
    }

    /** Those that send nothing but calls with the bearer: it can come back from them alone. */
    private static List<Overheard.Act> withBearer(KsefContextClient view) {
        return List.of(
                () -> failureOnly(view.authSessions().list(null, null)),
                () -> failureOnly(view.limits().context()),
                () -> failureOnly(view.open(SessionApi.class).status(SampleEvents.REFERENCE)),
                () -> failureOnly(view.invoices().get(new KsefNumber("5265877635-20260901-0A0B0C0D0E0F-12"))),
                () -> failureOnly(view.invoices()
                        .list(InvoiceQuery.asSeller()
                                .byPermanentStorageDate()
                                .from(LocalDate.of(2026, 11, 1))
                                .build())));
    }

    /** What an answer says belongs to whoever asked: the question here is who else gets to see it. */
    private static Object failureOnly(Object answer) {
        return answer.getClass();
    }

    private static AuthenticationTokens tokens(FakeTime time) {
        var now = time.instant().atOffset(ZoneOffset.UTC);
        return new AuthenticationTokens(
                new AccessToken(BEARER, now.plusMinutes(15)),
                new RefreshToken("refresh.of.this.client", now.plusDays(7)));
    }

    private static KsefClient client(ScriptedServer server, FakeTime time, Overheard heard) {
        return KsefClient.builder()
                .environment(KsefEnvironment.custom("echoing", server.uri() + "/v2", "http://127.0.0.1:1"))
                .credentials(Credentials.ksefToken(TOKEN))
                .time(time)
                .listener(heard)
                .listener(KsefLogging.toSystemLogger())
                .build();
    }
}
