package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.model.FormCode;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.model.session.SessionType;
import dev.ksef.port.KsefEvent;
import dev.ksef.port.api.AuthSessionApi;
import feign.Client;
import feign.Request;
import feign.Response;
import feign.http2client.Http2Client;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** KSeF adds fields and values without notice, and not all it sends is well-formed: none of it may do harm. */
class OddAnswersTest extends Scenario {

    @Test
    void oddValuesInEveryAnswer_changeNothing() {
        try (KsefClient odd = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(time)
                .listener(events)
                .http(http -> http.engine(new OddEngine()))
                .build()) {
            KsefView view = odd.forNip(simulator.nip());
            OnlineSession session = view.sessions().openOnline(FormCode.FA_3);
            AcceptedInvoice accepted = session.send(invoice("FV/1")).await(Duration.ofMinutes(2));
            assertThat(accepted.upo().bytes()).isNotEmpty();
            assertThat(accepted.status().invoicingMode().known())
                    .as("a value of the future")
                    .isEmpty();
            assertThat(accepted.acquisitionDate()).as("a date that is none").isEmpty();
            assertThat(session.invoices().map(SessionInvoice::referenceNumber))
                    .containsExactly(accepted.referenceNumber());
            assertThat(session.failedInvoices()).isEmpty();
            assertThat(view.invoices().get(accepted.ksefNumber()).isHashConfirmed())
                    .isTrue();
            time.advance(Duration.ofSeconds(1));
            InvoiceMetadataPage page = view.invoices()
                    .list(InvoiceQuery.asSeller()
                            .byPermanentStorageDate()
                            .from(today())
                            .build());
            assertThat(page.invoices()).extracting(InvoiceMetadata::ksefNumber).containsExactly(accepted.ksefNumber());
            assertThat(page.permanentStorageHwmDate()).as("a date that is none").isNull();
            InvoiceMetadata row = page.invoices().get(0);
            assertThat(row.netAmount()).as("an amount that is none").isNull();
            assertThat(row.issueDate()).isNull();
            assertThat(row.invoiceType().known()).isEmpty();
            assertThat(row.seller().nip()).hasToString("odd");
            session.close();
            assertThat(session.awaitProcessed(Duration.ofMinutes(2)).upo().pages())
                    .hasSize(1);
            assertThat(view.sessions().stream(SessionFilter.of(SessionType.ONLINE)))
                    .hasSize(1);
            assertThat(view.open(AuthSessionApi.class).list(null, null).items()).hasSize(1);
            time.advance(Duration.ofMinutes(20));
            view.open(AuthSessionApi.class).list(null, null);
            view.signOut();
        }
        Set<String> operations = events.of(KsefEvent.UnknownField.class).stream()
                .map(KsefEvent.UnknownField::operation)
                .collect(Collectors.toSet());
        assertThat(operations)
                .as("operations whose unknown fields were told")
                .contains(
                        "POST /auth/challenge",
                        "POST /auth/ksef-token",
                        "GET /auth/{referenceNumber}",
                        "POST /auth/token/redeem",
                        "POST /auth/token/refresh",
                        "GET /auth/sessions",
                        "GET /security/public-key-certificates",
                        "POST /sessions/online",
                        "POST /sessions/online/{referenceNumber}/invoices",
                        "POST /invoices/query/metadata",
                        "GET /sessions",
                        "GET /sessions/{referenceNumber}",
                        "GET /sessions/{referenceNumber}/invoices",
                        "GET /sessions/{referenceNumber}/invoices/{invoiceReferenceNumber}");
    }

    /** Puts an unknown field into every object, and makes odd what no use case needs. */
    private static final class OddEngine implements Client {

        private static final Set<String> DATES = Set.of(
                "timestamp",
                "startDate",
                "dateCreated",
                "dateUpdated",
                "invoicingDate",
                "acquisitionDate",
                "permanentStorageDate",
                "permanentStorageHwmDate",
                "issueDate",
                "downloadUrlExpirationDate",
                "lastTokenRefreshDate",
                "refreshTokenValidUntil");
        private static final Set<String> ENUMS =
                Set.of("invoicingMode", "invoiceType", "category", "authenticationMethod");
        private static final Set<String> IDENTIFIERS =
                Set.of("certificateId", "invoiceHash", "clientIp", "nip", "currency");
        private static final Set<String> NUMBERS = Set.of(
                "ordinalNumber",
                "invoiceCount",
                "totalInvoiceCount",
                "isTokenRedeemed",
                "netAmount",
                "vatAmount",
                "isSelfInvoicing",
                "isTruncated",
                "role");

        private final Client engine = new Http2Client();

        @Override
        public Response execute(Request request, Request.Options options) throws IOException {
            Response response = engine.execute(request, options);
            byte[] body;
            try (InputStream content = response.body().asInputStream()) {
                body = content.readAllBytes();
            }
            boolean json = response.headers()
                    .getOrDefault("content-type", List.of())
                    .toString()
                    .contains("json");
            return response.toBuilder().body(json ? odd(body) : body).build();
        }

        private static byte[] odd(byte[] body) {
            JsonNode tree = JsonMapper.shared().readTree(body);
            spoil(tree);
            return tree.toString().getBytes(StandardCharsets.UTF_8);
        }

        private static void spoil(JsonNode node) {
            if (node instanceof ArrayNode array) {
                array.forEach(OddEngine::spoil);
            } else if (node instanceof ObjectNode object) {
                for (String name : List.copyOf(object.propertyNames())) {
                    spoil(object.get(name));
                    if (DATES.contains(name)) {
                        object.set(name, StringNode.valueOf("the day before yesterday"));
                    } else if (ENUMS.contains(name)) {
                        object.set(name, StringNode.valueOf("ValueOfTheFuture"));
                    } else if (IDENTIFIERS.contains(name)) {
                        object.set(name, StringNode.valueOf("odd"));
                    } else if (NUMBERS.contains(name)) {
                        object.set(name, StringNode.valueOf("many"));
                    }
                }
                object.putObject("fieldOfTheFuture").putArray("x").add(1);
            }
        }
    }
}
