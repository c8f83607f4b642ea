package dev.ksef.simulator.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An office whose employee handles the invoices of its client. */
class IndirectRightTest extends PermissionTest {

    private String employee;
    private String client;
    private TaxpayerClient office;

    @BeforeEach
    void begin() {
        employee = pesel();
        client = nip();
        office = ownerOf(nip);
    }

    /** Takes back all that the client lets the office do. */
    private void revoke() {
        TaxpayerClient owner = ownerOf(client);
        for (JsonNode row : rows(owner, "persons/grants", "{'queryType': 'PermissionsInCurrentContext'}")) {
            String id = row.path("id").stringValue();
            assertThat(outcome(owner, client().delete("/permissions/common/grants/" + id, owner.access())))
                    .isEqualTo(200);
        }
    }

    private List<JsonNode> granted(String conditions) {
        return rows(office, "persons/grants", "{'queryType': 'PermissionsGrantedInCurrentContext'%s}", conditions);
    }

    @Test
    void office_withoutAClientsRightToHandOn_cannotNameIt() {
        assertThat(indirect(office, employee, client, "InvoiceRead")).isEqualTo(440);
        toEntity(ownerOf(client), nip, "InvoiceRead", false);

        assertThat(indirect(office, employee, client, "InvoiceRead"))
                .as("a right for the office alone")
                .isEqualTo(440);
    }

    @Test
    void employee_worksForTheClient_untilTheOfficeMayNoLonger() {
        toEntity(ownerOf(client), nip, "InvoiceRead", true);
        assertThat(signInCode(employee, "Nip", client)).as("before").isEqualTo(415);
        assertThat(indirect(office, employee, client, "InvoiceRead")).isEqualTo(200);
        TaxpayerClient atWork = person(employee, "Nip", client);

        revoke();

        assertThat(refresh(atWork).errorCode()).isEqualTo(21301);
        assertThat(signInCode(employee, "Nip", client)).as("after").isEqualTo(415);
        assertThat(granted(", 'permissionState': 'Active'")).isEmpty();
        assertThat(granted(", 'permissionState': 'Inactive'")).singleElement().satisfies(row -> {
            assertThat(row.path("permissionState").stringValue()).isEqualTo("Inactive");
            assertThat(row.path("targetIdentifier").path("value").stringValue()).isEqualTo(client);
        });
    }

    @Test
    void right_thatTheOfficeDoesNotHave_isGrantedButNotActive() {
        toEntity(ownerOf(client), nip, "InvoiceRead", true);

        assertThat(indirect(office, employee, client, "InvoiceWrite")).isEqualTo(200);

        assertThat(signInCode(employee, "Nip", client)).isEqualTo(415);
        assertThat(column(granted(""), "permissionState")).containsExactly("Inactive");
    }

    @Test
    void rightForAllClients_worksForEach_andForNobodyElse() {
        String later = nip();
        assertThat(indirect(office, employee, "", "InvoiceRead")).isEqualTo(200);
        toEntity(ownerOf(client), nip, "InvoiceRead", true);

        TaxpayerClient atWork = person(employee, "Nip", client);

        assertThat(signInCode(employee, "Nip", later)).as("no client").isEqualTo(415);
        toEntity(ownerOf(later), nip, "InvoiceRead", true);
        assertThat(signInCode(employee, "Nip", later)).as("a client now").isEqualTo(200);
        String guarded = nip();
        toEntity(ownerOf(guarded), nip, "InvoiceRead", false);
        assertThat(signInCode(employee, "Nip", guarded))
                .as("a client who lets nobody hand on")
                .isEqualTo(415);
        assertThat(rows(atWork, "personal/grants", "{'targetIdentifier': {'type': 'AllPartners'}}"))
                .singleElement()
                .satisfies(row -> assertThat(
                                row.path("targetIdentifier").path("type").stringValue())
                        .isEqualTo("AllPartners"));
        assertThat(rows(atWork, "personal/grants", "{'targetIdentifier': {'type': 'Nip', 'value': '%s'}}", client))
                .isEmpty();
    }

    @Test
    void office_seesWhatItGot() {
        toEntity(ownerOf(client), nip, "InvoiceRead", true);

        for (String query : List.of("entities/grants", "personal/grants")) {
            assertThat(rows(office, query, "{}")).as(query).singleElement().satisfies(row -> {
                assertThat(row.path("contextIdentifier").path("value").stringValue())
                        .isEqualTo(client);
                assertThat(row.path("permissionScope").stringValue()).isEqualTo("InvoiceRead");
                assertThat(row.path("canDelegate").booleanValue()).isTrue();
            });
        }
        assertThat(rows(office, "entities/grants", "{'contextIdentifier': {'type': 'Nip', 'value': '%s'}}", nip()))
                .isEmpty();
        assertThat(seal(nip, "Nip", client).access())
                .as("the office itself may sign in")
                .isNotEmpty();
    }
}
