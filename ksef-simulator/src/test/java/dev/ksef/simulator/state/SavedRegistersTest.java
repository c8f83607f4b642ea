package dev.ksef.simulator.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.IssuedCertificate;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SpecificationObserver;
import dev.ksef.simulator.client.ClientKeys;
import dev.ksef.simulator.client.ClientSession;
import dev.ksef.simulator.client.FakeClock;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TaxpayerClient.SigningIn;
import dev.ksef.simulator.client.TestSignature;
import dev.ksef.simulator.client.TestSigner;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rights, tokens, limits and the like in the saved state. */
class SavedRegistersTest {

    private static final String NIP = "5265877635";
    private static final String OTHER = "1111111111";
    private static final String PESEL = "90010112345";

    private final FakeClock clock = new FakeClock("2026-11-23T13:37:21.123456789Z");
    private final SpecificationObserver specification = new SpecificationObserver();

    @TempDir
    private Path folder;

    @AfterEach
    void exchangesConform() {
        specification.assertNoViolations();
    }

    private KsefSimulator start() {
        return KsefSimulator.builder()
                .clock(clock)
                .observer(specification)
                .nip(NIP)
                .state(folder)
                .start();
    }

    /** One who talks to a simulator, and who may have signed in with a certificate. */
    private record Caller(RawClient client, String bearer) {

        static Caller nobody(KsefSimulator simulator) {
            return new Caller(new RawClient(simulator.baseUri()), "");
        }

        static Caller owner(KsefSimulator simulator) {
            TaxpayerClient signedIn = signingIn(simulator, TestSigner.seal(NIP), NIP);
            return new Caller(signedIn.client(), signedIn.access());
        }

        JsonNode get(String path) {
            return client.get(path, bearer).json();
        }

        Answer send(String method, String path, String body, Object... values) {
            String json = body.formatted(values).replace('\'', '"');
            Answer answer = client.send(
                    method,
                    path,
                    bearer,
                    json.getBytes(StandardCharsets.UTF_8),
                    Map.of("Content-Type", "application/json"));
            assertThat(answer.status()).as(answer.text()).isLessThan(300);
            return answer;
        }

        JsonNode post(String path, String body, Object... values) {
            return send("POST", path, body, values).json();
        }
    }

    private static TaxpayerClient signingIn(KsefSimulator simulator, TestSigner signer, String context) {
        TaxpayerClient client = new TaxpayerClient(new RawClient(simulator.baseUri()), context, "");
        return client.redeemed(begin(client, signer, context));
    }

    private static int signInCode(KsefSimulator simulator, TestSigner signer, String context) {
        TaxpayerClient client = new TaxpayerClient(new RawClient(simulator.baseUri()), context, "");
        return code(client.authenticationStatus(begin(client, signer, context)));
    }

    private static int signInCode(KsefSimulator simulator, String token) {
        TaxpayerClient client = new TaxpayerClient(new RawClient(simulator.baseUri()), NIP, token);
        return code(client.authenticationStatus(client.begin()));
    }

    private static int code(JsonNode status) {
        return status.path("status").path("code").intValue();
    }

    private static SigningIn begin(TaxpayerClient client, TestSigner signer, String context) {
        String request = ("<AuthTokenRequest xmlns=\"http://ksef.mf.gov.pl/auth/token/2.0\"><Challenge>%s</Challenge>"
                        + "<ContextIdentifier><Nip>%s</Nip></ContextIdentifier>"
                        + "<SubjectIdentifierType>certificateSubject</SubjectIdentifierType></AuthTokenRequest>")
                .formatted(client.challenge().path("challenge").stringValue(), context);
        JsonNode begun = client.client()
                .send(
                        "POST",
                        "/auth/xades-signature",
                        "",
                        new TestSignature(signer).enveloped(request),
                        Map.of("Content-Type", "application/xml"))
                .json();
        return new SigningIn(
                begun.path("referenceNumber").stringValue(),
                begun.path("authenticationToken").path("token").stringValue());
    }

    @Test
    void nextRun_knowsRightsRolesAndPersons() {
        JsonNode rights;
        JsonNode roles;
        try (KsefSimulator first = start()) {
            first.grant(PESEL, NIP);
            first.authorize(OTHER, NIP);
            Caller nobody = Caller.nobody(first);
            nobody.send(
                    "POST",
                    "/testdata/subject",
                    "{'subjectNip': '%s', 'subjectType': 'EnforcementAuthority', 'description': 'Organ'}",
                    NIP);
            nobody.send(
                    "POST",
                    "/testdata/person",
                    "{'nip': '%s', 'pesel': '80010112345', 'isBailiff': false, 'isDeceased': true, 'description': 'Osoba'}",
                    OTHER);
            rights = Caller.owner(first)
                    .post("/permissions/query/persons/grants", "{'queryType': 'PermissionsInCurrentContext'}");
            roles = Caller.owner(first).get("/permissions/query/entities/roles");
        }
        try (KsefSimulator next = start()) {
            Caller owner = Caller.owner(next);

            assertThat(signInCode(next, TestSigner.person("PNOPL-" + PESEL), NIP))
                    .isEqualTo(200);
            assertThat(signInCode(next, TestSigner.person("PNOPL-80010112345"), OTHER))
                    .as("one who has died")
                    .isEqualTo(470);
            assertThat(rights.path("permissions").size()).isEqualTo(8);
            assertThat(owner.post("/permissions/query/persons/grants", "{'queryType': 'PermissionsInCurrentContext'}"))
                    .as("with their identifiers")
                    .isEqualTo(rights);
            assertThat(roles.path("roles").size()).isEqualTo(1);
            assertThat(owner.get("/permissions/query/entities/roles")).isEqualTo(roles);
            assertThat(owner.post("/permissions/query/authorizations/grants", "{'queryType': 'Granted'}")
                            .path("authorizationGrants")
                            .size())
                    .isEqualTo(3);
            next.revoke(PESEL, NIP);
            assertThat(signInCode(next, TestSigner.person("PNOPL-" + PESEL), NIP))
                    .isEqualTo(415);
        }
    }

    @Test
    void nextRun_knowsTokensWithWhatTheyPermit_andThatOneWasRevoked() {
        JsonNode good;
        JsonNode revoked;
        JsonNode shown;
        try (KsefSimulator first = start()) {
            Caller owner = Caller.owner(first);
            String wanted = "{'description': 'Do odczytu', 'permissions': ['InvoiceRead']}";
            good = owner.post("/tokens", wanted);
            revoked = owner.post("/tokens", wanted);
            assertThat(signInCode(first, good.path("token").stringValue())).isEqualTo(200);
            owner.client().delete("/tokens/" + revoked.path("referenceNumber").stringValue(), owner.bearer());
            shown = owner.get("/tokens");
        }
        try (KsefSimulator next = start()) {
            assertThat(shown.path("tokens").size()).isEqualTo(3);
            assertThat(Caller.owner(next).get("/tokens")).isEqualTo(shown);
            assertThat(signInCode(next, good.path("token").stringValue())).isEqualTo(200);
            assertThat(signInCode(next, revoked.path("token").stringValue())).isEqualTo(450);
            assertThat(signInCode(next, next.token()))
                    .as("the token from the start")
                    .isEqualTo(200);
        }
    }

    @Test
    void nextRun_knowsLimitsBlockedContextsAndWhenACertificateEnds() {
        String limits =
                "{'onlineSession': {'maxInvoiceSizeInMB': 2, 'maxInvoiceWithAttachmentSizeInMB': 4, 'maxInvoices': 5},"
                        + " 'batchSession': {'maxInvoiceSizeInMB': 3, 'maxInvoiceWithAttachmentSizeInMB': 6, 'maxInvoices': 7},"
                        + " 'collectiveIdentifier': {'maxInvoices': 9}}";
        JsonNode quota;
        JsonNode certificates;
        try (KsefSimulator first = start()) {
            IssuedCertificate issued =
                    first.certificates().issueForOffline(ClientKeys.p256().getPublic(), "Firma", first.nip());
            Caller owner = Caller.owner(first);
            owner.send("POST", "/testdata/limits/context/session", limits);
            owner.send(
                    "POST",
                    "/testdata/limits/subject/certificate",
                    "{'enrollment': {'maxEnrollments': 11}, 'certificate': {'maxCertificates': 12}}");
            owner.send("PUT", "/testdata/certificates/" + issued.serialNumber(), "{'validTo': '2026-12-01T00:00:00Z'}");
            owner.send(
                    "POST", "/testdata/context/block", "{'contextIdentifier': {'type': 'Nip', 'value': '%s'}}", OTHER);
            quota = owner.get("/limits/subject");
            certificates = owner.post("/certificates/query", "{}");
        }
        try (KsefSimulator next = start()) {
            Caller owner = Caller.owner(next);

            assertThat(owner.get("/limits/context")).isEqualTo(RawClient.JSON.readTree(limits.replace('\'', '"')));
            assertThat(quota.path("enrollment").path("maxEnrollments").intValue())
                    .isEqualTo(11);
            assertThat(owner.get("/limits/subject")).isEqualTo(quota);
            assertThat(certificates.at("/certificates/0/validTo").stringValue()).startsWith("2026-12-01");
            assertThat(owner.post("/certificates/query", "{}")).isEqualTo(certificates);
            assertThat(signInCode(next, TestSigner.seal(OTHER), OTHER))
                    .as("blocked")
                    .isEqualTo(480);
        }
    }

    @Test
    void nextRun_knowsCollectiveIdentifiersAndWhomInvoicesConcern() {
        List<String> numbers;
        JsonNode created;
        JsonNode grouped;
        String query =
                "{'subjectType': 'Subject2', 'dateRange': {'dateType': 'Issue', 'from': '2026-11-01T00:00:00Z'}}";
        JsonNode found;
        try (KsefSimulator first = start()) {
            numbers = first.invoices().store(3, OTHER, NIP, clock.instant(), clock.instant());
            clock.advance(Duration.ofSeconds(1));
            Caller owner = Caller.owner(first);
            created = owner.post(
                    "/collective-identifiers",
                    "{'invoices': [{'ksefNumber': '%s', 'payment': {'amount': 12.30, 'currency': 'PLN'}, 'description': 'Rata'},"
                            + " {'ksefNumber': '%s'}]}",
                    numbers.get(0),
                    numbers.get(1));
            grouped = grouped(owner, created);
            found = owner.post("/invoices/query/metadata", query);
        }
        try (KsefSimulator next = start()) {
            Caller owner = Caller.owner(next);

            assertThat(grouped.path("invoices").size()).isEqualTo(2);
            assertThat(grouped(owner, created)).isEqualTo(grouped);
            assertThat(owner.get("/collective-identifiers/ksef/" + numbers.get(1))
                            .path("collectiveIdentifiers")
                            .size())
                    .isEqualTo(1);
            assertThat(found.path("invoices").size()).isEqualTo(3);
            assertThat(owner.post("/invoices/query/metadata", query).path("invoices"))
                    .isEqualTo(found.path("invoices"));
        }
    }

    private static JsonNode grouped(Caller owner, JsonNode created) {
        return owner.post(
                "/collective-identifiers/invoices",
                "{'collectiveIdentifierNumbers': ['%s']}",
                created.path("collectiveIdentifierNumber").stringValue());
    }

    @Test
    void savingWhatWasLoaded_givesTheSameState() throws IOException {
        try (KsefSimulator first = start()) {
            first.grant(PESEL, NIP);
            first.grant(PESEL, "5265877635-DE123456789");
            first.authorize(OTHER, NIP);
            Caller nobody = Caller.nobody(first);
            nobody.send(
                    "POST",
                    "/testdata/subject",
                    "{'subjectNip': '%s', 'subjectType': 'VatGroup', 'description': 'Grupa', 'subunits': [{'subjectNip': '%s', 'description': 'Członek'}]}",
                    NIP,
                    OTHER);
            nobody.send(
                    "POST",
                    "/testdata/person",
                    "{'nip': '%s', 'pesel': '80010112345', 'isBailiff': true, 'isDeceased': false, 'description': 'Osoba'}",
                    OTHER);
            nobody.send(
                    "POST", "/testdata/context/block", "{'contextIdentifier': {'type': 'Nip', 'value': '%s'}}", OTHER);
            Caller owner = Caller.owner(first);
            owner.send(
                    "POST",
                    "/permissions/indirect/grants",
                    "{'subjectIdentifier': {'type': 'Pesel', 'value': '%s'}, 'targetIdentifier': {'type': 'AllPartners'},"
                            + " 'permissions': ['InvoiceRead'], 'description': 'Biuro rachunkowe', 'subjectDetails':"
                            + " {'subjectDetailsType': 'PersonByIdentifier', 'personById': {'firstName': 'Anna', 'lastName': 'Nowak'}}}",
                    PESEL);
            owner.post("/tokens", "{'description': 'Do odczytu', 'permissions': ['InvoiceRead', 'InvoiceWrite']}");
        }
        Map<String, String> saved = contents();
        start().close();

        assertThat(contents()).isEqualTo(saved);
        assertThat(saved.get("rights.jsonl")).contains("\"INDIRECT\"", "Anna", "EU_ADMINISTRATION");
        for (String section : List.of("rights", "roles", "persons", "tokens", "blocked-contexts")) {
            assertThat(saved.get(section + ".jsonl")).as(section).isNotEmpty();
        }
    }

    @Test
    void nextRun_knowsWhoOpenedASession() {
        String own;
        try (KsefSimulator first = start()) {
            Caller.nobody(first)
                    .send(
                            "POST",
                            "/testdata/permissions",
                            "{'contextIdentifier': {'type': 'Nip', 'value': '%s'}, 'authorizedIdentifier': {'type': 'Pesel',"
                                    + " 'value': '%s'}, 'permissions': [{'permissionType': 'InvoiceWrite',"
                                    + " 'description': 'Wysyłka'}]}",
                            NIP,
                            PESEL);
            ClientSession opened = writer(first).open();
            own = opened.referenceNumber();
            opened.close();
            signingIn(first, TestSigner.seal(NIP), NIP).open().close();
        }
        try (KsefSimulator next = start()) {
            TaxpayerClient writer = writer(next);

            JsonNode sessions = writer.client()
                    .get("/sessions?sessionType=Online", writer.access())
                    .json()
                    .path("sessions");
            assertThat(sessions.valueStream()
                            .map(session -> session.path("referenceNumber").stringValue()))
                    .containsExactly(own);
        }
    }

    private static TaxpayerClient writer(KsefSimulator simulator) {
        return signingIn(simulator, TestSigner.person("PNOPL-" + PESEL), NIP);
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (ZipFile zip = new ZipFile(folder.resolve("state.zip").toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                contents.put(
                        entry.getName(), new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return contents;
    }

    @Test
    void reset_forgetsRightsTokensBlocksAndLimits() {
        try (KsefSimulator simulator = KsefSimulator.builder()
                .clock(clock)
                .observer(specification)
                .nip(NIP)
                .start()) {
            simulator.grant(PESEL, NIP);
            Caller owner = Caller.owner(simulator);
            JsonNode usual = owner.get("/limits/subject");
            String token = owner.post("/tokens", "{'description': 'Do odczytu', 'permissions': ['InvoiceRead']}")
                    .path("token")
                    .stringValue();
            owner.send("POST", "/testdata/limits/subject/certificate", "{'enrollment': {'maxEnrollments': 11}}");
            owner.send(
                    "POST", "/testdata/context/block", "{'contextIdentifier': {'type': 'Nip', 'value': '%s'}}", OTHER);

            simulator.reset();

            assertThat(signInCode(simulator, TestSigner.person("PNOPL-" + PESEL), NIP))
                    .isEqualTo(415);
            assertThat(signInCode(simulator, token)).isEqualTo(450);
            assertThat(signInCode(simulator, TestSigner.seal(OTHER), OTHER)).isEqualTo(200);
            assertThat(Caller.owner(simulator).get("/limits/subject")).isEqualTo(usual);
        }
    }
}
