package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.TransportSamples.CHALLENGE;
import static dev.ksef.testkit.transport.TransportSamples.NIP;
import static dev.ksef.testkit.transport.TransportSamples.PATIENCE;
import static dev.ksef.testkit.transport.TransportSamples.SESSION;
import static dev.ksef.testkit.transport.TransportSamples.STATUS;
import static dev.ksef.testkit.transport.TransportSamples.scope;
import static dev.ksef.testkit.transport.TransportSamples.signInBegun;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.FormCode;
import dev.ksef.model.KsefFeature;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.auth.AllowedIps;
import dev.ksef.model.auth.AuthorizationPolicy;
import dev.ksef.model.auth.KsefTokenAuthentication;
import dev.ksef.model.auth.SignedAuthRequest;
import dev.ksef.model.encryption.EncryptionInfo;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.invoice.AmountRange;
import dev.ksef.model.invoice.AmountType;
import dev.ksef.model.invoice.InvoiceFormType;
import dev.ksef.model.invoice.InvoiceQuery;
import dev.ksef.model.invoice.InvoiceType;
import dev.ksef.model.invoice.PageRequest;
import dev.ksef.model.invoice.SortOrder;
import dev.ksef.model.session.InvoicingMode;
import dev.ksef.model.session.OpenOnlineSession;
import dev.ksef.model.session.SendInvoice;
import dev.ksef.model.session.SessionFilter;
import dev.ksef.model.session.SessionType;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallHeaders;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.api.InvoiceApi;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests how a {@link Transport} writes requests: as the official file has them, a signed document byte for byte. */
public interface TransportRequestContract extends TransportFixture {

    @Test
    default void request_ofEachShape_travelsAsTheOfficialFileHasIt() {
        server().then(
                        Reply.json(202, signInBegun("op-secret")),
                        Reply.json(200, "{\"sessions\":[]}"),
                        Reply.json(200, "{\"invoices\":[]}"),
                        Reply.empty(204));
        anonymous(AuthApi.class)
                .authenticateWithKsefToken(
                        KsefTokenAuthentication.of("c".repeat(36), NIP, "ZW5j", new PublicKeyId("k")));
        signedIn(SessionApi.class)
                .list(
                        SessionFilter.builder(SessionType.ONLINE)
                                .pageSize(20)
                                .dateCreatedFrom(OffsetDateTime.parse("2026-11-01T00:00:00.5+01:00"))
                                .statuses(SessionFilter.Status.FAILED, SessionFilter.Status.SUCCEEDED)
                                .build(),
                        null);
        signedIn(SessionApi.class).invoices(SESSION, 100, "{\"a\":1},b=/+;~");
        closeSession();

        var requests = server().received();
        assertThat(requests.get(0).method() + " " + requests.get(0).target()).isEqualTo("POST /v2/auth/ksef-token");
        assertThat(requests.get(0).body())
                .isEqualTo("{\"challenge\":\"" + "c".repeat(36)
                        + "\",\"contextIdentifier\":{\"type\":\"Nip\",\"value\":\"5265877635\"},"
                        + "\"encryptedToken\":\"ZW5j\",\"publicKeyId\":\"k\"}");
        assertThat(requests.get(0).header("content-type").orElse("")).startsWith("application/json");
        assertThat(requests.get(0).header("authorization"))
                .as("public call carries no bearer")
                .isEmpty();
        assertThat(requests.get(1).target())
                .startsWith("/v2/sessions?")
                .contains("sessionType=Online", "pageSize=20", "statuses=Failed&statuses=Succeeded")
                .containsAnyOf(
                        "dateCreatedFrom=2026-11-01T00%3A00%3A00.5%2B01%3A00",
                        "dateCreatedFrom=2026-11-01T00:00:00.5%2B01:00")
                .doesNotContain("dateCreatedTo");
        assertThat(requests.get(1).header("x-continuation-token")).isEmpty();
        assertThat(requests.get(1).header("authorization")).contains("Bearer access-sec-ret");
        assertThat(requests.get(2).target()).isEqualTo("/v2/sessions/" + SESSION + "/invoices?pageSize=100");
        assertThat(requests.get(2).header("x-continuation-token"))
                .as("an opaque token arrives as it was given")
                .contains("{\"a\":1},b=/+;~");
        assertThat(requests.get(3).method() + " " + requests.get(3).target())
                .isEqualTo("POST /v2/sessions/online/" + SESSION + "/close");
        assertThat(requests)
                .allSatisfy(
                        request -> assertThat(request.header("x-error-format")).contains("problem-details"));
    }

    /** Some look escaped already, which they are not. */
    @Test
    default void identifierInAPath_arrivesAsItIs_whateverItHolds() {
        List<String> identifiers = List.of(
                "%2e%2e",
                "%2F..%2Fadmin", "100%", "a%b", "a+b", "a b", "a?b#c", "a;b=c&d", "żółć", "a/b", "{x}", "a*b~", "%");
        for (String identifier : identifiers) {
            server().then(Reply.json(200, STATUS));
            signedIn(SessionApi.class).status(new ReferenceNumber(identifier));
        }
        List<String> arrived = server().received().stream()
                .map(request -> request.target().substring("/v2/sessions/".length()))
                .toList();
        assertThat(arrived).allMatch(segment -> segment.matches("(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+"));
        assertThat(arrived.stream()
                        .map(segment -> URLDecoder.decode(segment, UTF_8))
                        .toList())
                .isEqualTo(identifiers);
    }

    @Test
    default void textInAQuery_arrivesAsItIs_whateverItHolds() {
        server().then(Reply.json(200, "{\"sessions\":[]}"));
        signedIn(SessionApi.class)
                .list(
                        SessionFilter.builder(SessionType.ONLINE)
                                .referenceNumber(new ReferenceNumber("a%41+b&c=d ż"))
                                .build(),
                        null);
        assertThat(server().received().get(0).target()).contains("referenceNumber=a%2541%2Bb%26c%3Dd%20%C5%BC");
    }

    @Test
    default void signedDocument_travelsByteForByte_whateverItHolds() {
        byte[] signed = new byte[512];
        for (int i = 0; i < signed.length; i++) {
            signed[i] = (byte) i;
        }
        server().then(Reply.json(202, signInBegun("op-secret")), Reply.json(202, signInBegun("op-secret")));
        AuthApi api = anonymous(AuthApi.class);
        api.authenticateWithXades(SignedAuthRequest.of(signed), null, null);
        api.authenticateWithXades(SignedAuthRequest.of("<zażółć/>\r\n".getBytes(UTF_8)), true, "a-feature");

        var plain = server().received().get(0);
        assertThat(plain.method() + " " + plain.target()).isEqualTo("POST /v2/auth/xades-signature");
        assertThat(plain.octets().getBytes(StandardCharsets.ISO_8859_1))
                .as("a signature is over bytes: nothing may be decoded, trimmed or re-encoded")
                .isEqualTo(signed);
        assertThat(plain.header("content-type"))
                .as("KSeF answers 415 to any other")
                .contains("application/xml");
        assertThat(plain.header("authorization")).isEmpty();
        assertThat(plain.header("x-ksef-feature")).isEmpty();
        var asked = server().received().get(1);
        assertThat(asked.target()).isEqualTo("/v2/auth/xades-signature?verifyCertificateChain=true");
        assertThat(asked.body()).isEqualTo("<zażółć/>\r\n");
        assertThat(asked.header("x-ksef-feature")).contains("a-feature");
    }

    @Test
    default void policyOfASignIn_travelsAsTheOfficialFileHasIt() {
        server().then(Reply.json(202, signInBegun("op-secret")));
        var ips = AllowedIps.addresses("192.0.2.1").withMasks("198.51.100.0/24");
        anonymous(AuthApi.class)
                .authenticateWithKsefToken(KsefTokenAuthentication.of("c".repeat(36), NIP, "ZW5j", new PublicKeyId("k"))
                        .under(AuthorizationPolicy.of(ips)));
        assertThat(server().received().get(0).body())
                .endsWith("\"publicKeyId\":\"k\",\"authorizationPolicy\":{\"allowedIps\":"
                        + "{\"ip4Addresses\":[\"192.0.2.1\"],\"ip4Masks\":[\"198.51.100.0/24\"]}}}");
    }

    @Test
    default void openingASession_carriesTheFormCodeWithItsSpace() {
        server().then(Reply.json(
                201, "{\"referenceNumber\":\"" + SESSION + "\",\"validUntil\":\"2026-11-02T22:00:00Z\"}"));
        signedIn(OnlineSessionApi.class)
                .open(OpenOnlineSession.of(FormCode.FA_3, EncryptionInfo.of("a2V5", "aXY=", new PublicKeyId("id"))));
        assertThat(server().received().get(0).body())
                .isEqualTo("{\"formCode\":{\"systemCode\":\"FA (3)\",\"schemaVersion\":\"1-0E\",\"value\":\"FA\"},"
                        + "\"encryption\":{\"encryptedSymmetricKey\":\"a2V5\",\"initializationVector\":\"aXY=\","
                        + "\"publicKeyId\":\"id\"}}");
    }

    @Test
    default void sendInvoice_writesSizesAsNumbersAndLeavesOutWhatIsAbsent() {
        server().then(Reply.json(202, "{\"referenceNumber\":\"20261102-EE-1111111111-2222222222-33\"}"));
        Sha256 hash = Sha256.of(new byte[32]);
        signedIn(OnlineSessionApi.class)
                .send(
                        SESSION,
                        SendInvoice.builder(hash, 3).encrypted(hash, 16, "QUJD").build());
        assertThat(server().received().get(0).body())
                .isEqualTo("{\"invoiceHash\":\"" + hash + "\",\"invoiceSize\":3,\"encryptedInvoiceHash\":\"" + hash
                        + "\",\"encryptedInvoiceSize\":16,\"encryptedInvoiceContent\":\"QUJD\",\"offlineMode\":false}");
    }

    @Test
    default void query_withEveryCondition_travelsAsTheOfficialFileHasIt() {
        Reply none = Reply.json(200, "{\"hasMore\":false,\"isTruncated\":false,\"invoices\":[]}");
        server().then(none, none);
        var dates = InvoiceQuery.asBuyer()
                .byPermanentStorageDate()
                .from(LocalDate.of(2026, 10, 1))
                .to(LocalDate.of(2026, 10, 31));
        var full = dates.restrictToPermanentStorageHwmDate()
                .ksefNumber(new KsefNumber("5265877635-20250826-0100001AF629-AF"))
                .invoiceNumber("FV/1 ą")
                .amount(AmountRange.between(AmountType.GROSS, new BigDecimal("-0.00000001"), new BigDecimal("1E+3")))
                .sellerNip(NIP)
                .buyer(NIP)
                .currencyCodes("PLN", "EUR")
                .invoicingMode(InvoicingMode.OFFLINE)
                .selfInvoicing(false)
                .formType(InvoiceFormType.FA_RR)
                .invoiceTypes(InvoiceType.VAT, InvoiceType.KOR_ROZ)
                .attachment(true)
                .build();
        var least = InvoiceQuery.asAuthorizedSubject()
                .byIssueDate()
                .from(Instant.parse("2026-10-01T00:00:00Z"))
                .build();
        signedIn(InvoiceApi.class).metadata(full, new PageRequest(SortOrder.DESC, 2, 50));
        signedIn(InvoiceApi.class).metadata(least, PageRequest.FIRST);

        var requests = server().received();
        assertThat(requests.get(0).method()).isEqualTo("POST");
        assertThat(requests.get(0).target())
                .startsWith("/v2/invoices/query/metadata?")
                .contains("sortOrder=Desc", "pageOffset=2", "pageSize=50");
        assertThat(requests.get(0).body())
                .isEqualTo("{\"subjectType\":\"Subject2\",\"dateRange\":{\"dateType\":\"PermanentStorage\","
                        + "\"from\":\"2026-10-01T00:00:00+02:00\",\"to\":\"2026-10-31T23:59:59.9999999+01:00\","
                        + "\"restrictToPermanentStorageHwmDate\":true},"
                        + "\"ksefNumber\":\"5265877635-20250826-0100001AF629-AF\",\"invoiceNumber\":\"FV/1 ą\","
                        + "\"amount\":{\"type\":\"Brutto\",\"from\":-0.00000001,\"to\":1000},"
                        + "\"sellerNip\":\"5265877635\","
                        + "\"buyerIdentifier\":{\"type\":\"Nip\",\"value\":\"5265877635\"},"
                        + "\"currencyCodes\":[\"PLN\",\"EUR\"],\"invoicingMode\":\"Offline\","
                        + "\"isSelfInvoicing\":false,\"formType\":\"FA_RR\",\"invoiceTypes\":[\"Vat\",\"KorRoz\"],"
                        + "\"hasAttachment\":true}");
        assertThat(requests.get(1).body())
                .as("what is no condition is left out")
                .isEqualTo("{\"subjectType\":\"SubjectAuthorized\",\"dateRange\":{\"dateType\":\"Issue\","
                        + "\"from\":\"2026-10-01T00:00:00Z\"}}");
    }

    @Test
    default void document_isAskedForAsXml() {
        server().then(Reply.of(200, "application/xml; charset=utf-8", "<Faktura/>"));
        var document = signedIn(InvoiceApi.class).invoice(new KsefNumber("5265877635-20250826-0100001AF629-AF"));
        assertThat(document.declaredHash()).isNull();
        var request = server().received().get(0);
        assertThat(request.target()).isEqualTo("/v2/invoices/ksef/5265877635-20250826-0100001AF629-AF");
        assertThat(request.header("accept").orElse("")).contains("application/xml");
    }

    @Test
    default void requestWithoutABody_isSentWithoutOne() {
        server().then(Reply.json(200, STATUS), Reply.empty(204));
        status();
        signedIn(AuthSessionApi.class).closeCurrent();
        assertThat(server().received()).allSatisfy(request -> {
            assertThat(request.header("transfer-encoding")).isEmpty();
            assertThat(request.header("content-length").orElse("0")).isEqualTo("0");
            assertThat(request.header("content-type")).isEmpty();
        });
    }

    @Test
    default void request_whoseIdentifierHoldsASlash_staysOnePathSegment() {
        server().then(Reply.json(200, "{\"status\":{\"code\":100,\"description\":\"x\"}}"));
        signedIn(SessionApi.class).status(new ReferenceNumber("a/../b?c#d e"));
        assertThat(server().received().get(0).target()).isEqualTo("/v2/sessions/a%2F..%2Fb%3Fc%23d%20e");
    }

    @Test
    @SuppressWarnings("NullAway") // What a caller without such a check could do.
    default void identifierThatWouldLeadElsewhere_isRefused() {
        for (ReferenceNumber unfit : Arrays.asList(null, new ReferenceNumber(""), new ReferenceNumber(".."))) {
            assertThatThrownBy(() -> signedIn(SessionApi.class).status(unfit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(server().received()).isEmpty();
    }

    @Test
    default void continuationTokenThatNoHeaderCarries_isNotSent() {
        assertThatThrownBy(() -> signedIn(SessionApi.class).invoices(SESSION, null, "a\r\nX-Injected: sec-ret"))
                .isInstanceOf(KsefException.class)
                .satisfies(CallOutcomes::assertNoSecret);
        assertThat(server().received())
                .noneMatch(request -> request.header("x-injected").isPresent());
    }

    @Test
    default void interfaceThatIsNotDeclared_isRefused() {
        assertThatThrownBy(() -> transport().open(Runnable.class, scope(BearerSource.none())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Runnable");
    }

    @Test
    default void headersOfAScope_travelWithItsCalls_andWithNoOthers() {
        CallHeaders headers = CallHeaders.NONE
                .with(KsefFeature.SUBJECT_IDENTIFIER_VALIDATION)
                .withTestSystemWarning("[xml-001]: a warning");
        server().then(Reply.json(200, STATUS), Reply.empty(204), Reply.json(200, CHALLENGE), Reply.json(200, STATUS));
        CallScope scope = scope().with(headers);
        transport().open(SessionApi.class, scope).status(SESSION);
        transport().open(OnlineSessionApi.class, scope).close(SESSION);
        transport()
                .open(AuthApi.class, CallScope.anonymous(PATIENCE).with(headers))
                .challenge();
        transport().open(SessionApi.class, scope()).status(SESSION);

        var requests = server().received();
        assertThat(requests.subList(0, 3)).allSatisfy(request -> {
            assertThat(request.header("x-ksef-feature")).contains("subject-identifier-validation");
            assertThat(request.header("x-test-system-warning")).contains("[xml-001]: a warning");
        });
        assertThat(requests.get(3).header("x-ksef-feature")).isEmpty();
        assertThat(requests.get(3).header("x-test-system-warning")).isEmpty();
    }

    @Test
    default void headersOfAScope_travelWithARepeatedCall() {
        CallScope scope = scope().with(CallHeaders.NONE.with(KsefFeature.of("not-known-yet")));
        server().then(Reply.empty(503), Reply.json(200, STATUS));
        transport().open(SessionApi.class, scope).status(SESSION);

        assertThat(server().received())
                .hasSize(2)
                .allSatisfy(
                        request -> assertThat(request.header("x-ksef-feature")).contains("not-known-yet"));
    }

    @Test
    default void secondFeatureOfOneRequest_isRefused_andNothingSent() {
        CallScope scope = CallScope.anonymous(PATIENCE).with(CallHeaders.NONE.with(KsefFeature.of("one")));
        SignedAuthRequest signed = SignedAuthRequest.of("<signed/>".getBytes(StandardCharsets.UTF_8));
        AuthApi api = transport().open(AuthApi.class, scope);
        assertThatThrownBy(() -> api.authenticateWithXades(signed, null, "other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one feature a request");
        assertThat(server().received()).isEmpty();
    }
}
