package dev.ksef.architecture.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.auth.SignedAuthRequest;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefError;
import dev.ksef.port.CallScope;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.testkit.server.ScriptedServer;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The examples of the official file are read by our model and written again without loss. What is not so stands in
 * {@code contract-examples.txt}, with the reason.
 */
class ExamplesTest {

    /** How many oddities of examples somebody looked at and found right. */
    private static final int REVIEWED = 20;

    private static final AllowList ALLOWED = AllowList.read("contract-examples.txt");
    private static final String CONTRADICTION = "contradicts its schema: ";

    @Test
    void examples_areReadAndWrittenWithoutLoss() {
        List<String> odd = oddities();

        assertThat(odd.stream().filter(row -> !ALLOWED.allows(row)))
                .as("What examples lose; or add the rows to contract-examples.txt")
                .isEmpty();
        assertThat(ALLOWED.stale(odd))
                .as("Rows of contract-examples.txt that are not so any more: remove them")
                .isEmpty();
        assertThat(ALLOWED.size()).as("A new row is reviewed, and counted here").isEqualTo(REVIEWED);
    }

    /** The oddities of all examples, as rows of the list. */
    private static List<String> oddities() {
        List<Example> examples = Example.of(ContractTest.official(), DeclaredOperation.all());
        List<String> odd = new ArrayList<>();
        for (Example example : examples) {
            List<String> contradictions = example.contradictions();
            contradictions.forEach(fault -> odd.add(example + AllowList.BETWEEN + CONTRADICTION + fault.strip()));
            losses(example).forEach(loss -> odd.add(example + AllowList.BETWEEN + loss));
        }
        long read = examples.stream().filter(example -> example.type() != null).count();
        long wrong = odd.stream().filter(row -> row.contains(CONTRADICTION)).count();
        System.out.println("Official examples: " + examples.size() + ", read as records: " + read
                + ", contradictions to their own schemas: " + wrong);
        return odd;
    }

    private static List<String> losses(Example example) {
        return example.operation() == null || example.type() == null
                ? List.of()
                : ExampleCodec.lossesOf(example, example.operation(), example.type());
    }

    @Test
    void exampleThatTheModelDoesNotKnow_isToldByPlace() {
        Example sessions = Example.of(ContractTest.official(), DeclaredOperation.all()).stream()
                .filter(example -> example.name().equals("200 of GET /auth/sessions"))
                .findFirst()
                .orElseThrow();
        ObjectNode later = (ObjectNode) sessions.value().deepCopy();
        ((ObjectNode) later.path("items").path(0)).put("colour", "blue").put("isTokenRedeemed", "perhaps");

        assertThat(losses(sessions.with(later)))
                .contains("/items/0/colour is unknown", "/items/0/colour is lost", "/items/0/isTokenRedeemed is lost");
        assertThat(sessions.with(later).contradictions())
                .contains("/items/0 has an unknown field colour", "/items/0/isTokenRedeemed is neither true nor false");
    }

    @Test
    void errors_areToldWithAllThatTheyHold() {
        List<Example> errors = Example.of(ContractTest.official(), DeclaredOperation.all()).stream()
                .filter(example -> !example.isSent()
                        && !example.name().startsWith("2")
                        && example.value().isObject())
                .toList();

        assertThat(errors).isNotEmpty();
        errors.forEach(ExamplesTest::assertTold);
    }

    private static void assertTold(Example example) {
        JsonNode error = example.value();
        KsefApiException told = answeredWith(error);

        assertThat(told.status()).isEqualTo(status(error));
        assertThat(Losses.between(
                        error, JsonMapper.shared().readTree(told.body().orElseThrow())))
                .as(example.name())
                .isEmpty();
        assertThat(told.traceId())
                .isEqualTo(error.path("traceId")
                        .asStringOpt()
                        .or(() -> error.path("exception").path("serviceCode").asStringOpt()));
        assertThat(told.errors().stream().map(KsefError::code))
                .as(example.name())
                .containsExactlyElementsOf(Stream.concat(
                                error.path("errors").valueStream().map(one -> one.path("code")),
                                error.path("exception")
                                        .path("exceptionDetailList")
                                        .valueStream()
                                        .map(one -> one.path("exceptionCode")))
                        .map(JsonNode::asInt)
                        .toList());
        Stream.of(error.path("detail"), error.path("errors").path(0).path("description"))
                .map(text -> text.asString(""))
                .skip(error.has("errors") ? 1 : 0)
                .forEach(text -> assertThat(told).hasMessageContaining(text));
    }

    private static KsefApiException answeredWith(JsonNode error) {
        Reply reply = Reply.json(status(error), error.toString(), "Retry-After", "30");
        try (ScriptedServer server = ScriptedServer.start().then(reply);
                FeignTransport transport = FeignTransport.builder(KsefEnvironment.custom(
                                "examples", server.uri() + "/v2", server.uri().toString()))
                        .attempts(1)
                        .build()) {
            PublicKeyApi api = transport.open(PublicKeyApi.class, CallScope.anonymous(Duration.ofSeconds(20)));
            return Objects.requireNonNull(catchThrowableOfType(KsefApiException.class, api::certificates));
        }
    }

    private static int status(JsonNode error) {
        return error.path("status").path("code").asInt(error.path("status").asInt(400));
    }

    @Test
    void requestToSignIn_isThatOfTheExample() {
        String xml = ContractTest.official()
                .operations()
                .get("POST /auth/xades-signature")
                .path("requestBody")
                .path("content")
                .path("application/xml")
                .path("example")
                .asString();

        AuthTokenRequest ours = AuthTokenRequest.of("20250625-CR-20F5EE4000-DA48AE4124-46", Nip.of("5265877635"))
                .in(AuthTokenRequest.Version.V2_0);
        SignedAuthRequest signed = SignedAuthRequest.of(xml.getBytes(StandardCharsets.UTF_8));

        assertThat(bare(new String(signed.bytes(), StandardCharsets.UTF_8)))
                .isEqualTo(bare(new String(ours.xml(), StandardCharsets.UTF_8)));
    }

    /** The document without its signature, without names of namespaces that it does not use, and without white space. */
    private static String bare(String xml) {
        return xml.replaceAll("(?s)<\\?.*?\\?>|<ds:Signature.*</ds:Signature>|xmlns:xs[id]=\"[^\"]*\"", "")
                .replaceAll("\\s+", "");
    }
}
