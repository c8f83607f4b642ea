package dev.ksef.simulator.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found, in which order, and on how many pages. */
class RightQueryTest extends PermissionTest {

    private static final String IN_CONTEXT = "{'queryType': 'PermissionsInCurrentContext'%s}";

    private TaxpayerClient owner;

    @BeforeEach
    void signIn() {
        owner = ownerOf(nip);
    }

    private List<JsonNode> inContext(String conditions) {
        return rows(owner, "persons/grants", IN_CONTEXT, conditions);
    }

    @Test
    void rights_areListedNewestFirst_pageByPage() {
        List<String> pesels = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            pesels.add(0, pesel());
            toPerson(owner, pesels.get(0), "InvoiceRead");
            clock.advance(Duration.ofSeconds(1));
        }

        Answer first = send(owner, "/permissions/query/persons/grants?pageSize=10", IN_CONTEXT, "");
        Answer second = send(owner, "/permissions/query/persons/grants?pageSize=10&pageOffset=1", IN_CONTEXT, "");
        Answer third = send(owner, "/permissions/query/persons/grants?pageOffset=2", IN_CONTEXT, "");

        assertThat(pesels(first)).isEqualTo(pesels.subList(0, 10));
        assertThat(first.json().path("hasMore").booleanValue()).isTrue();
        assertThat(pesels(second)).isEqualTo(pesels.subList(10, 12));
        assertThat(second.json().path("hasMore").booleanValue()).isFalse();
        assertThat(rows(third)).isEmpty();
    }

    private static List<String> pesels(Answer page) {
        return rows(page).stream()
                .map(row -> row.path("authorizedIdentifier").path("value").stringValue())
                .toList();
    }

    @Test
    void rightsOfOneMoment_areListedByTheirIdentifiers() {
        toPerson(owner, pesel(), "InvoiceRead", "InvoiceWrite", "CredentialsRead", "Introspection");

        assertThat(column(inContext(""), "id")).hasSize(4).isSorted();
    }

    @ParameterizedTest
    @CsvSource({"pageSize=9", "pageSize=101", "pageSize=x", "pageOffset=-1"})
    void page_outOfBounds_isRefused(String query) {
        assertThat(send(owner, "/permissions/query/persons/grants?" + query, IN_CONTEXT, "")
                        .errorCode())
                .isEqualTo(21405);
    }

    @Test
    void conditions_allHaveToBeMet() {
        String reader = pesel();
        String writer = pesel();
        toPerson(owner, reader, "InvoiceRead");
        toPerson(owner, writer, "InvoiceWrite");
        simulator().grant(writer, nip);

        assertThat(inContext(", 'permissionTypes': ['InvoiceRead']"))
                .as("by permission")
                .hasSize(2);
        assertThat(inContext(", 'authorizedIdentifier': {'type': 'Pesel', 'value': '" + reader + "'}"))
                .as("by subject")
                .hasSize(1);
        assertThat(inContext(", 'authorIdentifier': {'type': 'System'}"))
                .as("by author, one of eight was there before")
                .hasSize(7)
                .allSatisfy(row ->
                        assertThat(row.path("authorIdentifier").has("value")).isFalse());
        assertThat(inContext(", 'authorIdentifier': {'type': 'Nip', 'value': '" + nip + "'}, 'permissionTypes':"
                        + " ['InvoiceWrite', 'CredentialsRead']"))
                .as("by author and permission")
                .hasSize(1);
        assertThat(rows(owner, "persons/grants", "{'queryType': 'PermissionsGrantedInCurrentContext'}"))
                .as("what the caller granted")
                .hasSize(2);
        assertThat(send(owner, "/permissions/query/persons/grants", "{}").errorCode())
                .isEqualTo(21405);
    }

    @Test
    void person_seesOwnRights_withTheirDetails() {
        String pesel = pesel();
        toPerson(owner, pesel, "InvoiceRead", "CredentialsRead");

        List<JsonNode> own = rows(person(pesel, "Nip", nip), "personal/grants", "{}");

        assertThat(column(own, "permissionScope")).containsExactlyInAnyOrder("InvoiceRead", "CredentialsRead");
        assertThat(own).allSatisfy(row -> {
            assertThat(row.path("description").stringValue()).isEqualTo("Księgowość");
            assertThat(row.path("subjectPersonDetails").path("lastName").stringValue())
                    .isEqualTo("Żak");
            assertThat(row.has("authorizedIdentifier")).as("it is the caller").isFalse();
        });
        assertThat(rows(owner, "personal/grants", "{}"))
                .as("an owner has no grants")
                .isEmpty();
    }

    @Test
    void roles_areThoseOfTheContext_andOfTheEntitiesBelowIt() {
        String school = nip();
        String library = nip();
        client().post(
                        "/testdata/subject",
                        "",
                        json(
                                "{'subjectNip': '%s', 'subjectType': 'JST', 'description': 'Gmina', 'subunits': ["
                                        + "{'subjectNip': '%s', 'description': 'Szkoła'},"
                                        + "{'subjectNip': '%s', 'description': 'Biblioteka'}]}",
                                nip, school, library));

        assertThat(rows(client().get("/permissions/query/entities/roles", owner.access())))
                .singleElement()
                .satisfies(row -> assertThat(row.path("role").stringValue()).isEqualTo("LocalGovernmentUnit"));
        assertThat(rows(client().get(
                                "/permissions/query/entities/roles",
                                ownerOf(school).access())))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.path("role").stringValue()).isEqualTo("LocalGovernmentSubUnit");
                    assertThat(row.path("parentEntityIdentifier").path("value").stringValue())
                            .isEqualTo(nip);
                });
        assertThat(column(rows(owner, "subordinate-entities/roles", "{}"), "description"))
                .containsExactlyInAnyOrder("Szkoła", "Biblioteka");
        assertThat(rows(
                        owner,
                        "subordinate-entities/roles",
                        "{'subordinateEntityIdentifier': {'type': 'Nip', 'value': '%s'}}",
                        library))
                .hasSize(1);
    }

    @Test
    void authorizations_areFoundFromBothSides() {
        String buyer = nip();
        String provider = "PPL%06d".formatted(System.nanoTime() % 1_000_000);
        simulator().authorize(buyer, nip);
        simulator().authorize(provider, nip);

        assertThat(rows(owner, "authorizations/grants", "{'queryType': 'Granted'}"))
                .hasSize(4);
        assertThat(rows(
                        owner,
                        "authorizations/grants",
                        "{'queryType': 'Granted', 'authorizedIdentifier': {'type': 'PeppolId', 'value': '%s'}}",
                        provider))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.path("authorizationScope").stringValue()).isEqualTo("PefInvoicing"));
        List<JsonNode> received = rows(
                ownerOf(buyer),
                "authorizations/grants",
                "{'queryType': 'Received', 'permissionTypes': ['RRInvoicing']}");
        assertThat(received)
                .singleElement()
                .satisfies(row -> assertThat(row.path("authorizingEntityIdentifier")
                                .path("value")
                                .stringValue())
                        .isEqualTo(nip));
        assertThat(rows(owner, "authorizations/grants", "{'queryType': 'Received'}"))
                .isEmpty();

        String id = received.get(0).path("id").stringValue();
        assertThat(outcome(owner, client().delete("/permissions/authorizations/grants/" + id, owner.access())))
                .isEqualTo(200);
        assertThat(rows(owner, "authorizations/grants", "{'queryType': 'Granted'}"))
                .hasSize(3);
    }
}
