package dev.ksef.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.ksef.model.FormCode;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.Sha256;
import dev.ksef.model.StatusInfo;
import dev.ksef.model.auth.AccessToken;
import dev.ksef.model.auth.AllowedIps;
import dev.ksef.model.auth.AuthChallenge;
import dev.ksef.model.auth.AuthenticationToken;
import dev.ksef.model.auth.AuthorizationPolicy;
import dev.ksef.model.auth.BearerToken;
import dev.ksef.model.auth.KsefTokenAuthentication;
import dev.ksef.model.auth.RefreshToken;
import dev.ksef.model.auth.SignedAuthRequest;
import dev.ksef.model.encryption.EncryptionInfo;
import dev.ksef.model.encryption.PublicKeyCertificate;
import dev.ksef.model.encryption.PublicKeyId;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.error.KsefGoneException;
import dev.ksef.model.error.KsefRateLimitedException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.error.KsefUnauthorizedException;
import dev.ksef.model.invoice.AmountRange;
import dev.ksef.model.invoice.AmountType;
import dev.ksef.model.invoice.BuyerIdentifierType;
import dev.ksef.model.invoice.InvoiceFormType;
import dev.ksef.model.invoice.InvoiceMetadata;
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
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.api.AuthApi;
import dev.ksef.port.api.AuthSessionApi;
import dev.ksef.port.api.InvoiceApi;
import dev.ksef.port.api.OnlineSessionApi;
import dev.ksef.port.api.PublicKeyApi;
import dev.ksef.port.api.SessionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import dev.ksef.testkit.ScriptedServer.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Transport} must do, shown over a real socket. Extend it and make a transport for the given address:
 * with the given clock and listener, a connect timeout of 2 s and a read timeout of 2 s.
 */
public abstract class TransportContract {

    private static final Nip NIP = Nip.of("5265877635");
    private static final ReferenceNumber SESSION = ReferenceNumber.of("20261102-SO-1111111111-2222222222-33");
    private static final OffsetDateTime LATER = OffsetDateTime.parse("2030-01-01T00:00:00Z");
    private static final AccessToken ACCESS = new AccessToken("access-secret-1", LATER);
    private static final String CHALLENGE = """
            {"challenge":"20261102-CR-1111111111-2222222222-33","timestamp":"2026-11-02T10:00:00.1234567+01:00",\
            "timestampMs":1793610000123,"clientIp":"127.0.0.1"}""";

    private static final String NO_INVOICES = "{\"hasMore\":false,\"isTruncated\":false,\"invoices\":[]}";

    private final FakeTime time = FakeTime.at("2026-11-02T09:00:00Z");
    private final RecordedEvents events = new RecordedEvents();
    private final ScriptedServer server = ScriptedServer.start();
    private Transport transport = new Unopened();

    /** A transport for the API below the given address. */
    protected abstract Transport transport(URI apiBase, Time time, KsefListener listener);

    @BeforeEach
    void open() {
        transport = transport(URI.create(server.uri() + "/v2"), time, events);
    }

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    @Test
    void request_ofEachShape_travelsAsTheOfficialFileHasIt() {
        server.then(
                Reply.json(202, init("op-secret")),
                Reply.json(200, "{\"sessions\":[]}"),
                Reply.json(200, "{\"invoices\":[]}"),
                Reply.empty(204));
        anonymous(AuthApi.class)
                .authenticateWithKsefToken(
                        new KsefTokenAuthentication("c".repeat(36), NIP, "ZW5j", new PublicKeyId("k"), null));
        signedIn(SessionApi.class)
                .list(
                        new SessionFilter(
                                SessionType.ONLINE,
                                20,
                                null,
                                OffsetDateTime.parse("2026-11-01T00:00:00.5+01:00"),
                                null,
                                null,
                                null,
                                null,
                                null,
                                List.of(SessionFilter.Status.FAILED, SessionFilter.Status.SUCCEEDED)),
                        null);
        signedIn(SessionApi.class).invoices(SESSION, 100, "{\"a\":1},b=/+;~");
        signedIn(OnlineSessionApi.class).close(SESSION);

        var requests = server.received();
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
        assertThat(requests.get(1).header("authorization")).contains("Bearer access-secret-1");
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

    @Test
    void signedDocument_travelsByteForByte_whateverItHolds() {
        byte[] signed = new byte[512];
        for (int i = 0; i < signed.length; i++) {
            signed[i] = (byte) i;
        }
        server.then(Reply.json(202, init("op-secret")), Reply.json(202, init("op-secret")));
        AuthApi api = anonymous(AuthApi.class);
        api.authenticateWithXades(SignedAuthRequest.of(signed), null, null);
        api.authenticateWithXades(SignedAuthRequest.of("<zażółć/>\r\n".getBytes(UTF_8)), true, "a-feature");

        var plain = server.received().get(0);
        assertThat(plain.method() + " " + plain.target()).isEqualTo("POST /v2/auth/xades-signature");
        assertThat(plain.octets().getBytes(StandardCharsets.ISO_8859_1))
                .as("a signature is over bytes: nothing may be decoded, trimmed or re-encoded")
                .isEqualTo(signed);
        assertThat(plain.header("content-type"))
                .as("KSeF answers 415 to any other")
                .contains("application/xml");
        assertThat(plain.header("authorization")).isEmpty();
        assertThat(plain.header("x-ksef-feature")).isEmpty();
        var asked = server.received().get(1);
        assertThat(asked.target()).isEqualTo("/v2/auth/xades-signature?verifyCertificateChain=true");
        assertThat(asked.body()).isEqualTo("<zażółć/>\r\n");
        assertThat(asked.header("x-ksef-feature")).contains("a-feature");
    }

    @Test
    void signedDocument_withoutAnAnswer_isSentOnce() {
        server.then(Reply.drop(), Reply.json(202, init("op-secret")));
        var failure = catchThrowableOfType(
                KsefTransportException.class,
                () -> anonymous(AuthApi.class)
                        .authenticateWithXades(SignedAuthRequest.of(new byte[] {'<'}), null, null));
        assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void policyOfASignIn_travelsAsTheOfficialFileHasIt() {
        server.then(Reply.json(202, init("op-secret")));
        var ips = new AllowedIps(List.of("192.0.2.1"), List.of(), List.of("198.51.100.0/24"));
        anonymous(AuthApi.class)
                .authenticateWithKsefToken(new KsefTokenAuthentication(
                        "c".repeat(36), NIP, "ZW5j", new PublicKeyId("k"), AuthorizationPolicy.of(ips)));
        assertThat(server.received().get(0).body())
                .endsWith("\"publicKeyId\":\"k\",\"authorizationPolicy\":{\"allowedIps\":"
                        + "{\"ip4Addresses\":[\"192.0.2.1\"],\"ip4Masks\":[\"198.51.100.0/24\"]}}}");
    }

    @Test
    void request_whoseIdentifierHoldsASlash_staysOnePathSegment() {
        server.then(Reply.json(200, "{\"status\":{\"code\":100,\"description\":\"x\"}}"));
        signedIn(SessionApi.class).status(new ReferenceNumber("a/../b?c#d e"));
        assertThat(server.received().get(0).target()).isEqualTo("/v2/sessions/a%2F..%2Fb%3Fc%23d%20e");
    }

    @Test
    void sendInvoice_writesSizesAsNumbersAndLeavesOutWhatIsAbsent() {
        server.then(Reply.json(202, "{\"referenceNumber\":\"20261102-EE-1111111111-2222222222-33\"}"));
        Sha256 hash = Sha256.of(new byte[32]);
        signedIn(OnlineSessionApi.class).send(SESSION, new SendInvoice(hash, 3, hash, 16, "QUJD", false, null));
        assertThat(server.received().get(0).body())
                .isEqualTo("{\"invoiceHash\":\"" + hash + "\",\"invoiceSize\":3,\"encryptedInvoiceHash\":\"" + hash
                        + "\",\"encryptedInvoiceSize\":16,\"encryptedInvoiceContent\":\"QUJD\",\"offlineMode\":false}");
    }

    @Test
    void answer_withSevenFractionDigitsAndAnOffset_keepsBoth() {
        server.then(Reply.json(200, CHALLENGE));
        AuthChallenge challenge = anonymous(AuthApi.class).challenge();
        assertThat(challenge.timestamp()).isEqualTo(OffsetDateTime.parse("2026-11-02T10:00:00.1234567+01:00"));
        assertThat(String.valueOf(challenge.timestamp())).endsWith("+01:00");
        assertThat(challenge.timestampMs()).isEqualTo(1793610000123L);
        assertThat(events.of(KsefEvent.UnknownField.class))
                .as("every documented field is known")
                .isEmpty();
    }

    @Test
    void answer_withADateWithoutOffset_isReadAsUtc() {
        server.then(Reply.json(200, CHALLENGE.replace("+01:00", "")));
        assertThat(anonymous(AuthApi.class).challenge().timestamp())
                .isEqualTo(OffsetDateTime.parse("2026-11-02T10:00:00.1234567Z"));
    }

    @Test
    void answer_withUnknownFields_isReadAndTheFieldsAreTold() {
        server.then(Reply.json(
                200, "{\"status\":{\"code\":100,\"description\":\"d\",\"later\":{\"a\":[1,{}]}},\"new\":[1,2]}"));
        assertThat(signedIn(SessionApi.class).status(SESSION).status().code()).isEqualTo(100);
        assertThat(events.of(KsefEvent.UnknownField.class))
                .extracting(KsefEvent.UnknownField::path)
                .containsExactly("/status/later", "/new");
        assertThat(events.of(KsefEvent.UnknownField.class))
                .extracting(KsefEvent.UnknownField::operation)
                .containsOnly("GET /sessions/{referenceNumber}");
    }

    @Test
    void answer_withAnUnknownEnumValue_keepsItsText() {
        server.then(Reply.json(200, key("FutureUse")));
        List<PublicKeyCertificate> keys = anonymous(PublicKeyApi.class).certificates();
        assertThat(keys.get(0).usage()).singleElement().satisfies(use -> {
            assertThat(use.raw()).isEqualTo("FutureUse");
            assertThat(use.known()).isEmpty();
        });
        assertThat(events.of(KsefEvent.UnknownValue.class))
                .extracting(
                        KsefEvent.UnknownValue::operation, KsefEvent.UnknownValue::type, KsefEvent.UnknownValue::value)
                .containsExactly(tuple("GET /security/public-key-certificates", "Usage", "FutureUse"));
    }

    @Test
    void keys_ofWhichOneIsOdd_areAllGiven() {
        String good = key("KsefTokenEncryption");
        server.then(Reply.json(200, "[{\"validFrom\":\"soon\",\"usage\":null}," + good.substring(1)));
        List<PublicKeyCertificate> keys = anonymous(PublicKeyApi.class).certificates();
        assertThat(keys).hasSize(2);
        assertThat(keys.get(0).validFrom()).isNull();
        assertThat(keys.get(0).usage()).isEmpty();
        assertThat(keys.get(1).publicKeyId()).isEqualTo(new PublicKeyId("b"));
    }

    @Test
    void page_withOddValues_losesNothingButThose() {
        server.then(Reply.json(200, """
                {"continuationToken":"","invoices":[
                 {"referenceNumber":"odd","ordinalNumber":30000000000,"ksefNumber":"not a number","invoiceHash":"short",
                  "invoicingDate":"yesterday","acquisitionDate":17,"invoicingMode":"Sideways","upoDownloadUrl":{"a":1},
                  "status":{"code":200,"description":null,"details":["a",null],"extensions":{"x":null,"y":"z"}}},
                 {"referenceNumber":"20261102-EE-1111111111-2222222222-33","status":{"code":150,"description":"d"}},
                 {"referenceNumber":"20261102-EE-1111111111-2222222222-34","status":"fine","ordinalNumber":1e400}]}"""));
        var page = signedIn(SessionApi.class).invoices(SESSION, null, null);
        assertThat(page.invoices()).as("no row is lost").hasSize(3);
        var odd = page.invoices().get(0);
        assertThat(odd.referenceNumber().value()).isEqualTo("odd");
        assertThat(String.valueOf(odd.ksefNumber())).isEqualTo("not a number");
        assertThat(odd.ordinalNumber()).isNull();
        assertThat(odd.invoicingDate()).isNull();
        assertThat(odd.status().details()).containsExactly("a");
        assertThat(odd.status().extensions()).containsOnlyKeys("y");
        assertThat(page.invoices().get(1).status().code()).isEqualTo(150);
        StatusInfo unreadable = page.invoices().get(2).status();
        assertThat(unreadable.isSuccess() || unreadable.isFailure())
                .as("a status that cannot be read is neither")
                .isFalse();
        assertThat(events.of(KsefEvent.UnreadableValue.class))
                .extracting(KsefEvent.UnreadableValue::path)
                .contains("/invoices/0/ordinalNumber", "/invoices/0/invoicingDate");
    }

    @Test
    void page_fromWhichARowWouldBeLost_fails() {
        for (String invoices :
                List.of("\"x\"", "{}", "[\"what\"]", "[{\"ordinalNumber\":7}]", "[[]]", "[null]", "[\" \"]")) {
            server.then(Reply.json(200, "{\"invoices\":" + invoices + "}"));
            assertThatThrownBy(() -> signedIn(SessionApi.class).invoices(SESSION, null, null))
                    .as(invoices)
                    .isInstanceOf(KsefTransportException.class)
                    .hasMessageContaining("/invoices");
        }
    }

    @Test
    void page_whoseWayOnCannotBeRead_fails() {
        server.then(Reply.json(200, "{\"continuationToken\":{\"v\":1},\"invoices\":[]}"));
        assertThatThrownBy(() -> signedIn(SessionApi.class).invoices(SESSION, null, null))
                .isInstanceOf(KsefTransportException.class)
                .hasMessageContaining("continuationToken");
    }

    @Test
    void errorMislabelledAsCompressed_keepsItsStatus() {
        server.then(
                Reply.empty(403, "Content-Encoding", "gzip"),
                Reply.of(403, "application/json", "{}", "Content-Encoding", "GZIP"));
        failure(KsefForbiddenException.class, () -> signedIn(SessionApi.class).status(SESSION));
        failure(KsefForbiddenException.class, () -> signedIn(SessionApi.class).status(SESSION));
    }

    @Test
    void answer_withEmptyTextsForObjects_isReadWithoutThem() {
        server.then(Reply.json(
                200,
                "{\"status\":{\"code\":\"100\",\"details\":\"\",\"extensions\":\"\"},\"upo\":\"\",\"x\":"
                        + "9".repeat(2000) + "}"));
        var status = signedIn(SessionApi.class).status(SESSION);
        assertThat(status.status().code()).isEqualTo(100);
        assertThat(status.upo()).isNull();
    }

    @Test
    void tokenThatNoHeaderCarries_isRefusedWithoutQuotingIt() {
        server.then(Reply.json(202, init("sec-ret\\n")));
        assertThatThrownBy(() -> anonymous(AuthApi.class)
                        .authenticateWithKsefToken(
                                new KsefTokenAuthentication("c".repeat(36), NIP, "ZW5j", new PublicKeyId("k"), null)))
                .isInstanceOf(KsefTransportException.class)
                .satisfies(TransportContract::neverSaysSecret);
    }

    @Test
    void continuationTokenThatNoHeaderCarries_isNotSent() {
        assertThatThrownBy(() -> signedIn(SessionApi.class).invoices(SESSION, null, "a\r\nX-Injected: sec-ret"))
                .isInstanceOf(KsefException.class)
                .satisfies(TransportContract::neverSaysSecret);
        assertThat(server.received())
                .noneMatch(request -> request.header("x-injected").isPresent());
    }

    @Test
    @SuppressWarnings("NullAway") // What a caller without such a check could do.
    void identifierThatWouldLeadElsewhere_isRefused() {
        for (ReferenceNumber unfit : Arrays.asList(null, new ReferenceNumber(""), new ReferenceNumber(".."))) {
            assertThatThrownBy(() -> signedIn(SessionApi.class).status(unfit))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(server.received()).isEmpty();
    }

    @Test
    void answerCompressedUnasked_isReadWithinTheSameLimits() {
        Reply stalled = Reply.stall(200, "application/json\r\nContent-Encoding: gzip", CHALLENGE, 20_000);
        server.then(
                Reply.of(200, "application/json", gzip(CHALLENGE), "Content-Encoding", "gzip"),
                stalled,
                stalled,
                stalled,
                stalled);
        assertThat(anonymous(AuthApi.class).challenge().timestampMs()).isEqualTo(1793610000123L);
        failure(KsefTransportException.class, () -> anonymous(AuthApi.class).challenge());
    }

    @Test
    void warningsWithoutEnd_costNoTime() {
        server.then(Reply.json(200, CHALLENGE, "X-System-Warning", "[".repeat(60_000)));
        anonymous(AuthApi.class).challenge();
        assertThat(events.of(KsefEvent.SystemWarning.class))
                .allSatisfy(warning -> assertThat(warning.message()).hasSizeLessThan(5_000));
    }

    @Test
    void answer_withoutARequiredField_failsWithTheFieldsName() {
        server.then(Reply.json(200, "{\"timestampMs\":1}"));
        assertThatThrownBy(() -> anonymous(AuthApi.class).challenge())
                .isInstanceOf(KsefTransportException.class)
                .hasMessageContaining("POST /auth/challenge")
                .hasMessageContaining("challenge is missing");
    }

    @Test
    void answer_thatIsNotJson_isRefusedWithoutQuotingIt() {
        server.then(
                Reply.json(200, "{\"challenge\": \"sec-ret"),
                Reply.of(200, "text/html", "<html>sec-ret</html>"),
                Reply.of(200, "text/html", "<html>sec-ret</html>"),
                Reply.json(200, "\"sec-ret\""),
                Reply.json(200, ""));
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> anonymous(AuthApi.class).challenge())
                    .isInstanceOf(KsefTransportException.class)
                    .satisfies(TransportContract::neverSaysSecret);
        }
    }

    @Test
    void emptySuccess_thatIsReallyAFirewallsPage_isRefused() {
        server.then(Reply.of(200, "text/html", "<html></html>"));
        assertThatThrownBy(() -> signedIn(OnlineSessionApi.class).close(SESSION))
                .isInstanceOf(KsefTransportException.class)
                .hasMessageContaining("text/html");
    }

    @Test
    void document_isHandedOverByteForByteWithItsDeclaredHash() {
        byte[] upo = "<Potwierdzenie>\r\n ąę</Potwierdzenie>".getBytes(StandardCharsets.UTF_8);
        server.then(Reply.of(
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
    void query_withEveryCondition_travelsAsTheOfficialFileHasIt() {
        server.then(Reply.json(200, NO_INVOICES), Reply.json(200, NO_INVOICES));
        var dates = InvoiceQuery.asBuyer()
                .byPermanentStorageDate()
                .from(LocalDate.of(2026, 10, 1))
                .to(LocalDate.of(2026, 10, 31));
        var full = dates.restrictToPermanentStorageHwmDate()
                .ksefNumber(new KsefNumber("5265877635-20250826-0100001AF629-AF"))
                .invoiceNumber("FV/1 ą")
                .amount(new AmountRange(AmountType.GROSS, new BigDecimal("-0.00000001"), new BigDecimal("1E+3")))
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

        var requests = server.received();
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
    void metadata_keepAmountsToTheLastDigit() {
        server.then(Reply.json(200, """
                {"hasMore":true,"isTruncated":false,"permanentStorageHwmDate":"2026-11-02T09:00:00.1234567+01:00",
                 "invoices":[{"ksefNumber":"n","netAmount":123456789012345678.91,"grossAmount":0.10,"vatAmount":-1e2,
                  "issueDate":"2026-11-02","thirdSubjects":[{"identifier":{"type":"InternalId","value":"v"},"role":4}],
                  "authorizedSubject":{"nip":"5265877635","name":"x","role":2}}]}"""));
        var page = signedIn(InvoiceApi.class).metadata(anyQuery(), PageRequest.FIRST);
        var invoice = page.invoices().get(0);
        assertThat(invoice.netAmount()).isEqualTo(new BigDecimal("123456789012345678.91"));
        assertThat(invoice.grossAmount()).as("its scale, too").isEqualTo(new BigDecimal("0.10"));
        assertThat(invoice.vatAmount()).isEqualByComparingTo("-100");
        assertThat(invoice.issueDate()).isEqualTo(LocalDate.of(2026, 11, 2));
        assertThat(page.permanentStorageHwmDate()).isEqualTo(OffsetDateTime.parse("2026-11-02T09:00:00.1234567+01:00"));
        assertThat(invoice.thirdSubjects())
                .extracting(subject -> subject.role())
                .containsExactly(4);
        assertThat(events.of(KsefEvent.UnknownField.class)).isEmpty();
        assertThat(events.of(KsefEvent.UnreadableValue.class)).isEmpty();
    }

    @Test
    void metadata_withOddValuesInEveryField_loseNothingButThose() {
        for (String odd : List.of("\"odd\"", "\"\"", "17", "1e999999999", "true", "null", "{\"a\":1}", "[[1]]", "[]")) {
            var fields = new StringBuilder();
            for (String field : List.of(
                    "invoiceNumber",
                    "issueDate",
                    "invoicingDate",
                    "acquisitionDate",
                    "permanentStorageDate",
                    "seller",
                    "buyer",
                    "netAmount",
                    "grossAmount",
                    "vatAmount",
                    "currency",
                    "invoicingMode",
                    "invoiceType",
                    "formCode",
                    "isSelfInvoicing",
                    "hasAttachment",
                    "invoiceHash",
                    "hashOfCorrectedInvoice",
                    "thirdSubjects",
                    "authorizedSubject")) {
                fields.append(",\"").append(field).append("\":").append(odd);
            }
            String inside =
                    ",\"seller\":{\"nip\":" + odd + ",\"name\":" + odd + "},\"buyer\":{\"identifier\":{\"type\":"
                            + odd + ",\"value\":" + odd + "},\"name\":" + odd + "},\"thirdSubjects\":[" + odd
                            + ",{\"identifier\":" + odd + ",\"role\":" + odd + ",\"name\":" + odd
                            + "}],\"authorizedSubject\":{\"role\":" + odd + ",\"nip\":" + odd + "}";
            server.then(Reply.json(
                    200,
                    "{\"hasMore\":false,\"isTruncated\":" + odd.replace("true", "\"yes\"")
                            + ",\"permanentStorageHwmDate\":" + odd + ",\"invoices\":[{\"ksefNumber\":\"first\""
                            + fields
                            + "},{\"ksefNumber\":\"second\"" + inside + "},{\"ksefNumber\":\"third\"}]}"));
            var page = signedIn(InvoiceApi.class).metadata(anyQuery(), PageRequest.FIRST);
            assertThat(page.invoices())
                    .as("no row is lost by " + odd)
                    .extracting(invoice -> invoice.ksefNumber().value())
                    .containsExactly("first", "second", "third");
            assertThat(page.isTruncated()).isFalse();
            assertThat(page.permanentStorageHwmDate()).isNull();
            assertThat(page.invoices().get(0).acquisitionDate()).isNull();
            assertThat(page.invoices().get(0).issueDate()).isNull();
        }
    }

    @Test
    void metadata_withValuesOfTheFuture_keepThemAsText() {
        server.then(Reply.json(200, """
                {"hasMore":false,"isTruncated":false,"invoices":[{"ksefNumber":"n","invoiceType":"VatX",
                 "invoicingMode":"Sideways","currency":"SLE","buyer":{"identifier":{"type":"Moon","value":"1"}}}]}"""));
        var invoice = signedIn(InvoiceApi.class)
                .metadata(anyQuery(), PageRequest.FIRST)
                .invoices()
                .get(0);
        assertThat(invoice.invoiceType()).hasToString("VatX");
        assertThat(invoice.invoicingMode()).hasToString("Sideways");
        assertThat(invoice.currency()).isEqualTo("SLE");
        assertThat(invoice.buyer())
                .isEqualTo(new InvoiceMetadata.Buyer(
                        new InvoiceMetadata.Buyer.Identifier(OpenEnum.of(BuyerIdentifierType.class, "Moon"), "1"),
                        null));
    }

    @Test
    void metadata_fromWhichRowsWouldBeLost_fail() {
        for (String page : List.of(
                "{\"hasMore\":\"perhaps\",\"isTruncated\":false,\"invoices\":[]}",
                "{\"isTruncated\":false,\"invoices\":[]}",
                "{\"hasMore\":false,\"isTruncated\":false}",
                "{\"hasMore\":false,\"isTruncated\":false,\"invoices\":[{\"invoiceNumber\":\"1\"}]}",
                "{\"hasMore\":false,\"isTruncated\":false,\"invoices\":[\"n\"]}")) {
            server.then(Reply.json(200, page));
            assertThatThrownBy(() -> signedIn(InvoiceApi.class).metadata(anyQuery(), PageRequest.FIRST))
                    .as(page)
                    .isInstanceOf(KsefTransportException.class);
        }
    }

    @Test
    void document_isAskedForAsXml() {
        server.then(Reply.of(200, "application/xml; charset=utf-8", "<Faktura/>"));
        var document = signedIn(InvoiceApi.class).invoice(new KsefNumber("5265877635-20250826-0100001AF629-AF"));
        assertThat(document.declaredHash()).isNull();
        var request = server.received().get(0);
        assertThat(request.target()).isEqualTo("/v2/invoices/ksef/5265877635-20250826-0100001AF629-AF");
        assertThat(request.header("accept").orElse("")).contains("application/xml");
    }

    private static InvoiceQuery anyQuery() {
        return InvoiceQuery.asSeller()
                .byIssueDate()
                .from(LocalDate.of(2026, 10, 1))
                .build();
    }

    @Test
    void problemDetails_becomeCodesDescriptionsDetailsAndTrace() {
        server.then(Reply.of(400, "application/problem+json", """
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
    void legacyException_becomesTheSame() {
        server.then(Reply.json(400, """
                {"exception":{"exceptionDetailList":[{"exceptionCode":21304,"exceptionDescription":"Brak",
                 "details":["d"]}],"serviceCode":"00-abc-def-00","timestamp":"2026-11-02T10:00:00"}}"""));
        var error =
                failure(KsefApiException.class, () -> anonymous(AuthApi.class).challenge());
        assertThat(error.has(21304)).isTrue();
        assertThat(error.traceId()).contains("00-abc-def-00");
    }

    @Test
    void statuses_haveExceptionsOfTheirOwn() {
        Reply gatewaysPage = Reply.of(502, "text/html", "<html>Bad gateway sec-ret</html>");
        server.then(
                Reply.empty(401),
                Reply.of(
                        403,
                        "application/problem+json",
                        "{\"reasonCode\":\"missing-permissions\",\"security\":{\"requiredAnyOfPermissions\":"
                                + "[\"InvoiceWrite\"],\"presentPermissions\":[\"InvoiceRead\"]}}"),
                Reply.of(410, "application/problem+json", "{\"detail\":\"po terminie\"}"),
                gatewaysPage,
                gatewaysPage,
                gatewaysPage,
                gatewaysPage);
        failure(
                KsefUnauthorizedException.class,
                () -> signedIn(SessionApi.class).status(SESSION));
        var forbidden = failure(
                KsefForbiddenException.class, () -> signedIn(SessionApi.class).status(SESSION));
        assertThat(forbidden.reasonCode()).contains("missing-permissions");
        assertThat(forbidden.requiredAnyOf()).containsExactly("InvoiceWrite");
        assertThat(forbidden.present()).containsExactly("InvoiceRead");
        failure(KsefGoneException.class, () -> signedIn(SessionApi.class).status(SESSION));
        var gateway =
                failure(KsefApiException.class, () -> signedIn(SessionApi.class).status(SESSION));
        assertThat(gateway.status()).isEqualTo(502);
        neverSaysSecret(gateway);
    }

    @Test
    void tooManyRequests_areRepeatedAfterTheFullTimeThatKsefAsksFor() {
        server.then(
                Reply.json(
                        429,
                        "{\"status\":{\"code\":429,\"description\":\"x\",\"details\":[\"y\"]}}",
                        "Retry-After",
                        "37"),
                Reply.json(429, "", "Retry-After", "Mon, 02 Nov 2026 09:01:00 GMT"),
                Reply.json(200, CHALLENGE));
        anonymous(AuthApi.class).challenge();
        assertThat(time.slept())
                .as("37 s, then on to the date one minute after the start")
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(events.of(KsefEvent.Retry.class)).hasSize(2);
    }

    @Test
    void tooManyRequests_beyondTheDeadline_failAtOnceAndSayHowLong() {
        server.then(Reply.of(429, "application/problem+json", "{\"detail\":\"limit\"}", "Retry-After", "3000"));
        var error = failure(
                KsefRateLimitedException.class, () -> anonymous(AuthApi.class).challenge());
        assertThat(error.retryAfter()).contains(Duration.ofMinutes(50));
        assertThat(error).hasMessageContaining("limit").hasMessageContaining("3000 s");
        assertThat(time.slept()).isZero();
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void retryAfter_thatIsAbsurd_isNeverTakenForShort() {
        server.then(Reply.json(429, "", "Retry-After", "99999999999999999999"));
        var error = failure(
                KsefRateLimitedException.class, () -> anonymous(AuthApi.class).challenge());
        assertThat(error.retryAfter().orElseThrow()).isGreaterThan(Duration.ofDays(365));
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void retryAfter_thatSaysNothing_isGuessed() {
        server.then(
                Reply.json(429, ""),
                Reply.json(429, "", "Retry-After", "0"),
                Reply.json(429, "", "Retry-After", "Mon, 02 Nov 2020 09:01:00 GMT"),
                Reply.json(200, CHALLENGE));
        anonymous(AuthApi.class).challenge();
        assertThat(time.slept()).as("growing pauses, no hammering").isEqualTo(Duration.ofSeconds(1 + 2 + 4));
    }

    @Test
    void retryAfter_thatCannotBeRead_isNotAnsweredByAGuess() {
        for (String odd : List.of("-7", "soon", "Sunday, 06-Nov-94 08:49:37 GMT")) {
            server.then(Reply.json(429, "", "Retry-After", odd));
            failure(
                    KsefRateLimitedException.class,
                    () -> anonymous(AuthApi.class).challenge());
        }
        assertThat(time.slept()).isZero();
    }

    @Test
    void retryAfter_asADate_countsFromTheAnswersOwnDate() {
        server.then(
                Reply.json(
                        429,
                        "",
                        "Date",
                        "Mon, 02 Nov 2026 11:00:00 GMT",
                        "Retry-After",
                        "Tue, 02 Nov 2026 11:00:45 GMT"),
                Reply.json(200, CHALLENGE));
        anonymous(AuthApi.class).challenge();
        assertThat(time.slept()).as("whatever the local clock says").isEqualTo(Duration.ofSeconds(45));
    }

    @Test
    void callThatMustNotBeRepeated_isRepeatedAfter429_sinceItWasNotProcessed() {
        server.then(Reply.json(429, "", "Retry-After", "1"), Reply.empty(204));
        signedIn(OnlineSessionApi.class).close(SESSION);
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void unauthorized_takesANewTokenAndRepeatsOnce() {
        var source = new RenewingSource();
        server.then(Reply.empty(401), Reply.json(200, "{\"status\":{\"code\":100}}"));
        transport.open(SessionApi.class, scope(source)).status(SESSION);
        assertThat(server.received())
                .extracting(request -> request.header("authorization").orElse(""))
                .containsExactly("Bearer token-0", "Bearer token-1");
        assertThat(source.rejected).containsExactly("token-0");
    }

    @Test
    void unauthorized_twice_isTheCallersProblem() {
        server.then(Reply.empty(401), Reply.empty(401), Reply.empty(401));
        failure(
                KsefUnauthorizedException.class,
                () -> transport
                        .open(SessionApi.class, scope(new RenewingSource()))
                        .status(SESSION));
        assertThat(server.received()).hasSize(2);
    }

    @Test
    void bearerOfAnotherKind_neverLeaves() {
        var operation = BearerSource.of(new AuthenticationToken("op", LATER));
        assertThatThrownBy(
                        () -> transport.open(SessionApi.class, scope(operation)).status(SESSION))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AuthenticationToken");
        var refresh = BearerSource.of(new RefreshToken("re", LATER));
        assertThatThrownBy(
                        () -> transport.open(SessionApi.class, scope(refresh)).status(SESSION))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> anonymous(SessionApi.class).status(SESSION))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without a context");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void closingTheCurrentSignIn_takesARefreshTokenOrAnAccessToken() {
        server.then(Reply.empty(204), Reply.empty(204));
        transport
                .open(AuthSessionApi.class, scope(BearerSource.of(new RefreshToken("re", LATER))))
                .closeCurrent();
        signedIn(AuthSessionApi.class).closeCurrent();
        assertThat(server.received())
                .extracting(request -> request.header("authorization").orElse(""))
                .containsExactly("Bearer re", "Bearer access-secret-1");
    }

    @Test
    void systemWarnings_areEventsOfTheirOwnCall() {
        server.then(Reply.json(200, CHALLENGE, "X-System-Warning", "[xml-002]: first | [sig-001]: second one"));
        anonymous(AuthApi.class).challenge();
        assertThat(events.of(KsefEvent.SystemWarning.class))
                .extracting(
                        KsefEvent.SystemWarning::operation,
                        KsefEvent.SystemWarning::code,
                        KsefEvent.SystemWarning::message)
                .containsExactly(
                        tuple("POST /auth/challenge", "xml-002", "first"),
                        tuple("POST /auth/challenge", "sig-001", "second one"));
    }

    @Test
    void connectionDropped_onACallThatChangesSomething_isUnknownAndNotRepeated() {
        server.then(Reply.drop(), Reply.empty(204));
        var error = failure(
                KsefTransportException.class,
                () -> signedIn(OnlineSessionApi.class).close(SESSION));
        assertThat(error.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void redirectToTheSameAddress_untilItsCookieComesBack_isFollowed() {
        server.then(
                Reply.empty(
                        307,
                        "Location",
                        server.uri() + "/v2/auth/challenge",
                        "Set-Cookie",
                        "incap_ses_1=first; path=/; HttpOnly",
                        "Set-Cookie",
                        "visid_incap_1=other; path=/"),
                Reply.json(200, CHALLENGE),
                Reply.json(200, CHALLENGE));
        anonymous(AuthApi.class).challenge();
        anonymous(AuthApi.class).challenge();
        assertThat(server.received())
                .extracting(request -> request.method() + " " + request.target())
                .containsOnly("POST /v2/auth/challenge");
        assertThat(server.received().get(0).header("cookie")).isEmpty();
        assertThat(server.received().subList(1, 3))
                .as("kept for the calls that follow, too")
                .allSatisfy(request -> assertThat(request.header("cookie").orElse(""))
                        .contains("incap_ses_1=first", "visid_incap_1=other"));
        assertThat(events.of(KsefEvent.Attempt.class))
                .extracting(KsefEvent.Attempt::status)
                .as("each hop is an attempt")
                .containsExactly(307, 200, 200);
    }

    @Test
    void redirectOfACallThatMustNotBeRepeated_isFollowedWithBearerAndBody_sinceItWasNotProcessed() {
        for (int status : List.of(307, 308)) {
            server.then(
                    Reply.empty(status, "Location", "invoices?again=1"),
                    Reply.json(202, "{\"referenceNumber\":\"20261102-EE-1111111111-2222222222-33\"}"));
            Sha256 hash = Sha256.of(new byte[32]);
            signedIn(OnlineSessionApi.class).send(SESSION, new SendInvoice(hash, 3, hash, 16, "QUJD", false, null));
        }
        var requests = server.received();
        assertThat(requests).hasSize(4);
        for (int i = 0; i < 4; i += 2) {
            assertThat(requests.get(i + 1).method()).isEqualTo("POST");
            assertThat(requests.get(i + 1).target()).isEqualTo("/v2/sessions/online/" + SESSION + "/invoices?again=1");
            assertThat(requests.get(i + 1).body())
                    .isEqualTo(requests.get(i).body())
                    .isNotEmpty();
            assertThat(requests.get(i + 1).header("authorization")).contains("Bearer access-secret-1");
            assertThat(requests.get(i + 1).header("content-type"))
                    .isEqualTo(requests.get(i).header("content-type"));
        }
    }

    @Test
    void redirectOfARead_isFollowedWhateverItsNumber() {
        for (int status : List.of(301, 302, 303, 307, 308)) {
            server.then(
                    Reply.empty(status, "Location", "/v2/elsewhere"), Reply.json(200, "{\"status\":{\"code\":100}}"));
            signedIn(SessionApi.class).status(SESSION);
        }
        assertThat(server.received())
                .extracting(request -> request.method() + " " + request.target())
                .containsOnly("GET /v2/sessions/" + SESSION, "GET /v2/elsewhere")
                .hasSize(10);
    }

    @Test
    void redirects_areFollowedThreeTimesAtMost() {
        Reply around = Reply.empty(307, "Location", "challenge?sig=sec-ret");
        server.then(around, around, around, Reply.json(200, CHALLENGE), around, around, around, around);
        anonymous(AuthApi.class).challenge();
        var error = failure(
                KsefTransportException.class, () -> anonymous(AuthApi.class).challenge());
        assertThat(server.received()).hasSize(8);
        assertThat(events.of(KsefEvent.Attempt.class)).hasSize(8);
        assertThat(error.delivery()).as("a redirect is no processing").isEqualTo(Delivery.NOT_SENT);
        assertThat(error).hasMessageContaining("redirected more than 3 times").hasMessageContaining("307");
        neverSaysSecret(error);
        assertThat(events.all().toString()).doesNotContain("sec-ret");
    }

    @Test
    void redirectToAnotherHostPortOrScheme_isNeverFollowed() {
        try (ScriptedServer other = ScriptedServer.start()) {
            String port = String.valueOf(server.uri().getPort());
            for (String elsewhere : List.of(
                    other.uri() + "/v2/x?sig=sec-ret",
                    "//127.0.0.1:" + other.uri().getPort() + "/x",
                    "http://localhost:" + port + "/x",
                    "https://127.0.0.1:" + port + "/x",
                    "ftp://127.0.0.1:" + port + "/x")) {
                server.then(Reply.empty(307, "Location", elsewhere), Reply.empty(307, "Location", elsewhere));
                var withBearer = failure(
                        KsefTransportException.class,
                        () -> signedIn(SessionApi.class).status(SESSION));
                assertThat(withBearer.delivery()).as(elsewhere).isEqualTo(Delivery.NOT_SENT);
                neverSaysSecret(withBearer);
                failure(
                        KsefTransportException.class,
                        () -> anonymous(AuthApi.class).challenge());
            }
            assertThat(other.received()).isEmpty();
            assertThat(server.received()).hasSize(10);
        }
    }

    @Test
    void redirectWithoutAUsableAddress_saysWhatIsKnown() {
        server.then(
                Reply.empty(307),
                Reply.empty(302, "Location", "ht tp://[sec-ret"),
                Reply.empty(303, "Location", "/v2/elsewhere"));
        var missing = failure(
                KsefTransportException.class,
                () -> signedIn(OnlineSessionApi.class).close(SESSION));
        assertThat(missing.delivery()).isEqualTo(Delivery.NOT_SENT);
        var odd = failure(
                KsefTransportException.class, () -> signedIn(SessionApi.class).status(SESSION));
        assertThat(odd.delivery()).isEqualTo(Delivery.NOT_SENT);
        neverSaysSecret(odd);
        var seeOther = failure(
                KsefTransportException.class,
                () -> signedIn(OnlineSessionApi.class).close(SESSION));
        assertThat(seeOther.delivery())
                .as("told to look elsewhere after a POST: it may have been processed")
                .isEqualTo(Delivery.UNKNOWN);
        assertThat(server.received()).hasSize(3);
    }

    @Test
    void deadline_spansAllRedirects() {
        server.then(
                out -> {
                    time.advance(Duration.ofMinutes(1));
                    return Reply.empty(307, "Location", "challenge").play(out);
                },
                Reply.json(200, CHALLENGE));
        failure(
                KsefDeadlineException.class,
                () -> transport
                        .open(AuthApi.class, CallScope.anonymous(Duration.ofMinutes(1)))
                        .challenge());
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void keptConnectionDropped_onARead_isRepeatedAtOnceAndEachRequestIsToldAsAnAttempt() {
        server.then(
                Reply.json(200, "{\"status\":{\"code\":100}}"),
                Reply.drop(),
                Reply.json(200, "{\"status\":{\"code\":200}}"));
        signedIn(SessionApi.class).status(SESSION);
        assertThat(signedIn(SessionApi.class).status(SESSION).status().code()).isEqualTo(200);
        assertThat(server.received()).hasSize(3);
        assertThat(events.of(KsefEvent.Attempt.class))
                .extracting(KsefEvent.Attempt::status)
                .as("what the server counts is what is told")
                .containsExactly(200, 0, 200);
        assertThat(events.of(KsefEvent.Retry.class)).hasSize(1);
        assertThat(time.slept()).isZero();
    }

    @Test
    void keptConnectionDropped_againAndAgain_isTheCallersProblem() {
        server.then(Reply.json(200, "{\"status\":{\"code\":100}}"))
                .then(Reply.drop(), Reply.drop(), Reply.drop(), Reply.drop(), Reply.drop());
        signedIn(SessionApi.class).status(SESSION);
        var error = failure(
                KsefTransportException.class, () -> signedIn(SessionApi.class).status(SESSION));
        assertThat(error.delivery()).isEqualTo(Delivery.UNKNOWN);
        assertThat(server.received()).as("one, and then four for one call").hasSize(5);
        assertThat(events.of(KsefEvent.Attempt.class)).hasSize(5);
    }

    @Test
    void keptConnectionDropped_onACallThatMustNotBeRepeated_isOneRequestAndOneAttempt() {
        server.then(Reply.json(200, "{\"status\":{\"code\":100}}"), Reply.drop(), Reply.empty(204));
        signedIn(SessionApi.class).status(SESSION);
        failure(
                KsefTransportException.class,
                () -> signedIn(OnlineSessionApi.class).close(SESSION));
        assertThat(server.received()).hasSize(2);
        assertThat(events.of(KsefEvent.Attempt.class)).hasSize(2);
        assertThat(events.of(KsefEvent.Retry.class)).isEmpty();
    }

    @Test
    void requestWithoutABody_isSentWithoutOne() {
        server.then(Reply.json(200, "{\"status\":{\"code\":100}}"), Reply.empty(204));
        signedIn(SessionApi.class).status(SESSION);
        signedIn(AuthSessionApi.class).closeCurrent();
        assertThat(server.received()).allSatisfy(request -> {
            assertThat(request.header("transfer-encoding")).isEmpty();
            assertThat(request.header("content-length").orElse("0")).isEqualTo("0");
            assertThat(request.header("content-type")).isEmpty();
        });
    }

    @Test
    void bodyCutShort_isNoAnswer() {
        Reply cut = Reply.cut(200, "application/json", CHALLENGE);
        server.then(cut, cut, cut, cut);
        failure(KsefTransportException.class, () -> anonymous(AuthApi.class).challenge());
    }

    @Test
    void bodyThatStalls_endsByTheReadTimeout() {
        server.then(Reply.stall(200, "application/json", CHALLENGE, 20_000));
        var error = failure(
                KsefTransportException.class, () -> anonymous(AuthApi.class).challenge());
        assertThat(error.delivery()).isEqualTo(Delivery.UNKNOWN);
    }

    @Test
    void errorThatStalls_endsByTheReadTimeout() {
        for (int status : List.of(400, 429, 502)) {
            server.then(Reply.stall(status, "application/problem+json", "{\"detail\":\"d\"}", 20_000));
            var error = failure(
                    KsefTransportException.class, () -> anonymous(AuthApi.class).challenge());
            assertThat(error.delivery()).isEqualTo(Delivery.UNKNOWN);
        }
        assertThat(server.received()).as("what took too long is not repeated").hasSize(3);
    }

    @Test
    void bodyThatStalls_endsByTheDeadlineWhereThatIsSooner() {
        server.then(Reply.stall(200, "application/json", CHALLENGE, 20_000));
        failure(
                KsefTransportException.class,
                () -> transport
                        .open(AuthApi.class, CallScope.anonymous(Duration.ofMillis(100)))
                        .challenge());
    }

    @Test
    void answerThatDoesNotCome_endsByTheReadTimeout() {
        server.then(Reply.json(200, CHALLENGE).after(20_000));
        failure(KsefTransportException.class, () -> anonymous(AuthApi.class).challenge());
    }

    @Test
    void serverThatIsNotThere_isNotSent() {
        // Nobody listens on the first port of the system; one that was just freed could be somebody else's by now.
        try (Transport nowhere = transport(URI.create("http://127.0.0.1:1/v2"), time, events)) {
            var error = failure(
                    KsefTransportException.class,
                    () -> nowhere.open(AuthApi.class, CallScope.anonymous(Duration.ofMinutes(2)))
                            .challenge());
            assertThat(error.delivery()).isEqualTo(Delivery.NOT_SENT);
        }
    }

    @Test
    void hostThatDoesNotResolve_isNotSent() {
        try (Transport nowhere = transport(URI.create("https://nowhere.invalid/v2"), time, events)) {
            var error = failure(
                    KsefTransportException.class,
                    () -> nowhere.open(AuthApi.class, CallScope.anonymous(Duration.ofMinutes(2)))
                            .challenge());
            assertThat(error.delivery()).isEqualTo(Delivery.NOT_SENT);
        }
    }

    @Test
    void deadlineThatHasCome_sendsNothing() {
        var over = CallScope.anonymous(Duration.ofMinutes(1)).until(new Deadline(time.millis()));
        failure(
                KsefDeadlineException.class,
                () -> transport.open(AuthApi.class, over).challenge());
        assertThat(server.received()).isEmpty();
    }

    @Test
    void interrupt_endsACallAndStaysSet() throws InterruptedException {
        interrupted(Reply.json(200, CHALLENGE).after(20_000));
    }

    @Test
    void interrupt_whileABodyIsRead_endsTheCallAndStaysSet() throws InterruptedException {
        interrupted(Reply.stall(200, "application/json", CHALLENGE, 20_000));
    }

    private void interrupted(Reply reply) throws InterruptedException {
        server.then(reply);
        var failure = new AtomicReference<KsefException>();
        var flag = new AtomicReference<Boolean>();
        var done = new CountDownLatch(1);
        var caller = new Thread(() -> {
            try {
                anonymous(AuthApi.class).challenge();
            } catch (KsefException interrupted) {
                failure.set(interrupted);
            }
            flag.set(Thread.currentThread().isInterrupted());
            done.countDown();
        });
        caller.start();
        while (server.received().isEmpty()) {
            Thread.onSpinWait();
        }
        Thread.sleep(200);
        caller.interrupt();
        assertThat(done.await(1, TimeUnit.SECONDS))
                .as("at once, not when the read timeout of 2 s ends it")
                .isTrue();
        assertThat(failure.get()).isNotNull();
        assertThat(flag.get()).as("interrupt flag").isTrue();
    }

    @Test
    void everything_staysSilentAboutSecrets() {
        server.then(
                Reply.of(400, "text/plain", "you sent access-sec-ret"),
                Reply.json(500, "{\"sec-ret\":1}"),
                Reply.drop());
        var api = transport.open(SessionApi.class, scope(BearerSource.of(new AccessToken("access-sec-ret", LATER))));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> api.status(SESSION)).satisfies(TransportContract::neverSaysSecret);
        }
        assertThat(api.toString()).doesNotContain("sec-ret");
        assertThat(events.all().toString()).doesNotContain("sec-ret");
    }

    @Test
    void interfaceThatIsNotDeclared_isRefused() {
        assertThatThrownBy(() -> transport.open(Runnable.class, scope(BearerSource.none())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Runnable");
    }

    @Test
    void transportThatWasClosed_saysSo() {
        var opened = anonymous(AuthApi.class);
        transport.close();
        assertThatThrownBy(opened::challenge).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> anonymous(AuthApi.class)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void callUnderWay_failsWhenTheTransportIsClosed() throws Exception {
        server.then(Reply.json(200, CHALLENGE).after(20_000));
        Transport patient = transport;
        var failure = new CompletableFuture<Throwable>();
        var caller = new Thread(() -> {
            try {
                patient.open(AuthApi.class, CallScope.anonymous(Duration.ofMinutes(2)))
                        .challenge();
            } catch (RuntimeException ended) {
                failure.complete(ended);
            }
        });
        caller.start();
        while (server.received().isEmpty()) {
            Thread.onSpinWait();
        }
        long closing = System.nanoTime();
        transport.close();
        assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(KsefTransportException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - closing))
                .as("at once, not when the read timeout of 2 s ends it")
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void openingASession_carriesTheFormCodeWithItsSpace() {
        server.then(
                Reply.json(201, "{\"referenceNumber\":\"" + SESSION + "\",\"validUntil\":\"2026-11-02T22:00:00Z\"}"));
        signedIn(OnlineSessionApi.class)
                .open(new OpenOnlineSession(FormCode.FA_3, new EncryptionInfo("a2V5", "aXY=", new PublicKeyId("id"))));
        assertThat(server.received().get(0).body())
                .isEqualTo("{\"formCode\":{\"systemCode\":\"FA (3)\",\"schemaVersion\":\"1-0E\",\"value\":\"FA\"},"
                        + "\"encryption\":{\"encryptedSymmetricKey\":\"a2V5\",\"initializationVector\":\"aXY=\","
                        + "\"publicKeyId\":\"id\"}}");
    }

    private <A> A anonymous(Class<A> api) {
        return transport.open(api, CallScope.anonymous(Duration.ofMinutes(2)));
    }

    private <A> A signedIn(Class<A> api) {
        return transport.open(api, scope(BearerSource.of(ACCESS)));
    }

    private static CallScope scope(BearerSource source) {
        return CallScope.of(NIP, source, Duration.ofMinutes(2));
    }

    private static String init(String token) {
        return "{\"referenceNumber\":\"20261102-AU-1111111111-2222222222-33\",\"authenticationToken\":{\"token\":\""
                + token + "\",\"validUntil\":\"2026-11-02T10:45:00+00:00\"}}";
    }

    private static String key(String usage) {
        return "[{\"certificate\":\"MA==\",\"certificateId\":\"a\",\"publicKeyId\":\"b\",\"validFrom\":"
                + "\"2026-01-01T00:00:00Z\",\"validTo\":\"2027-01-01T00:00:00Z\",\"usage\":[\"" + usage + "\"]}]";
    }

    private static <E extends KsefException> E failure(Class<E> type, Runnable call) {
        E failure = catchThrowableOfType(type, call::run);
        assertThat(failure).as("a failure of the call").isExactlyInstanceOf(type);
        return failure;
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

    private static void neverSaysSecret(Throwable failure) {
        for (Throwable part = failure; part != null; part = part.getCause()) {
            assertThat(String.valueOf(part)).doesNotContain("sec-ret");
        }
    }

    /** Yields token-0 until that is rejected, then token-1, and so on. */
    private static final class RenewingSource implements BearerSource {

        private final List<String> rejected = new ArrayList<>();

        @Override
        public BearerToken bearer(Deadline deadline) {
            return new AccessToken("token-" + rejected.size(), LATER);
        }

        @Override
        public void rejected(BearerToken token) {
            rejected.add(token.reveal());
        }
    }

    /** Stands in until the transport is made. */
    private static final class Unopened implements Transport {

        @Override
        public <A> A open(Class<A> api, CallScope scope) {
            throw new IllegalStateException("Not made yet");
        }

        @Override
        public void close() {}
    }
}
