package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.adapter.crypto.LocalSigner;
import dev.ksef.adapter.crypto.SelfSigned;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.certificate.Certificates;
import dev.ksef.domain.certificate.RenewalPlan;
import dev.ksef.domain.certificate.RenewedCertificate;
import dev.ksef.domain.session.AcceptedInvoice;
import dev.ksef.domain.session.OnlineSession;
import dev.ksef.model.FormCode;
import dev.ksef.model.Nip;
import dev.ksef.model.certificate.CertificateLimits;
import dev.ksef.model.certificate.CertificateMetadata;
import dev.ksef.model.certificate.CertificateQuery;
import dev.ksef.model.certificate.CertificateRevocationReason;
import dev.ksef.model.certificate.CertificateType;
import dev.ksef.model.certificate.KsefCertificate;
import dev.ksef.model.invoice.InvoiceMetadata;
import dev.ksef.model.invoice.InvoiceMetadataPage;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionInvoice;
import dev.ksef.model.session.SessionType;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.signing.Signer;
import dev.ksef.signature.signing.DssXadesSigner;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.json.JsonMapper;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import dev.ksef.thirdparty.jackson.databind.node.StringNode;
import feign.Client;
import feign.Request;
import feign.Response;
import feign.http2client.Http2Client;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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
            KsefContextClient view = odd.forNip(simulator.nip());
            OnlineSession session = view.sessions().openOnline(FormCode.FA_3);
            AcceptedInvoice accepted = session.send(invoice("FV/1")).await(Duration.ofMinutes(2));
            assertThat(accepted.upo().bytes()).isNotEmpty();
            assertThat(accepted.status().invoicingMode().known())
                    .as("a value of the future")
                    .isEmpty();
            assertThat(accepted.acquisitionDate()).as("a date that is none").isEmpty();
            assertThat(session.invoices().map(SessionInvoice::referenceNumber))
                    .containsExactly(accepted.referenceNumber());
            assertThat(session.invoices())
                    .singleElement()
                    .satisfies(listed -> assertThat(listed.upoDownloadUrl())
                            .as("a link that is none")
                            .isNull());
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
                    .singleElement()
                    .satisfies(upo -> assertThat(upo.downloadUrl())
                            .as("a link that is none")
                            .isNull());
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

    @Test
    void oddValuesAboutCertificates_hinderNoRenewal() {
        Instant now = time.instant();
        LocalSigner seal = SelfSigned.seal("Firma", Nip.of(simulator.nip()))
                .valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)))
                .signer();
        try (KsefClient odd = KsefClient.builder()
                .environment(environment)
                .credentials(credentials(seal))
                .time(time)
                .listener(events)
                .http(http -> http.engine(new OddEngine()))
                .build()) {
            Certificates certificates = odd.forNip(simulator.nip()).certificates();
            CertificateLimits limits = certificates.limits();
            assertThat(limits.canRequest()).as("neither yes nor no").isNull();
            assertThat(limits.enrollment().remaining()).isNull();
            KsefCertificate old = certificates
                    .enrol(CertificateType.AUTHENTICATION, "Pierwszy certyfikat", LocalNewKey.ecP256())
                    .await(Duration.ofMinutes(10));
            assertThat(old.certificateType().known()).as("a type of the future").isEmpty();
            CertificateMetadata row =
                    certificates.find(old.certificateSerialNumber()).orElseThrow();
            assertThat(row.validTo()).as("a date that is none").isNull();
            assertThat(row.status().known()).isEmpty();
            assertThat(row.subjectIdentifier().type().known()).isEmpty();
            RenewedCertificate renewed = certificates.renew(
                    RenewalPlan.ofAuthentication(
                            old.certificateSerialNumber(), LocalNewKey.ecP256(), this::credentials),
                    Duration.ofMinutes(10));
            assertThat(certificates.retrieve(List.of(renewed.serialNumber()))).hasSize(1);
            assertThat(certificates.stream(CertificateQuery.ALL)).hasSize(2);
            assertThat(certificates.expiring(Duration.ofDays(1)))
                    .as("those whose end is not told are for somebody to look at")
                    .hasSize(2);
            renewed.revokeOld(CertificateRevocationReason.SUPERSEDED);
        }
        assertThat(events.of(KsefEvent.UnknownField.class))
                .extracting(KsefEvent.UnknownField::operation)
                .contains(
                        "GET /certificates/limits",
                        "GET /certificates/enrollments/data",
                        "POST /certificates/enrollments",
                        "GET /certificates/enrollments/{referenceNumber}",
                        "POST /certificates/retrieve",
                        "POST /certificates/query");
    }

    private Credentials credentials(Signer signer) {
        return Credentials.certificate(DssXadesSigner.of(signer).withTime(time));
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
                Set.of("certificateId", "invoiceHash", "clientIp", "nip", "currency", "downloadUrl", "upoDownloadUrl");
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

        /** Names that mean something else, and are needed, in other answers. */
        private static final Set<String> CERTIFICATE_FIELDS = Set.of(
                "canRequest",
                "remaining",
                "limit",
                "type",
                "certificateType",
                "status",
                "validFrom",
                "validTo",
                "lastUseDate",
                "requestDate",
                "hasMore",
                "timestamp");

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
            boolean certificates = request.url().contains("/v2/certificates/");
            return response.toBuilder()
                    .body(json ? odd(body, certificates) : body)
                    .build();
        }

        private static byte[] odd(byte[] body, boolean certificates) {
            JsonNode tree = JsonMapper.shared().readTree(body);
            spoil(tree);
            if (certificates) {
                CERTIFICATE_FIELDS.forEach(name -> tree.findParents(name).stream()
                        .filter(parent -> !parent.get(name).isObject())
                        .forEach(parent -> ((ObjectNode) parent).set(name, StringNode.valueOf("odd"))));
            }
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
