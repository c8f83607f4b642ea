package dev.ksef.simulator.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorBuilder;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Operations take their time. */
class OperationStatusTest extends PermissionTest {

    private static final String QUERY = "{'queryType': 'PermissionsInCurrentContext'}";

    @Override
    protected void configure(SimulatorBuilder settings) {
        settings.processingDelay(Duration.ofSeconds(2));
    }

    private Answer grant(TaxpayerClient by, String pesel) {
        return send(
                by,
                "/permissions/persons/grants",
                "{'subjectIdentifier': {'type': 'Pesel', 'value': '%s'}, 'permissions': ['InvoiceRead'],"
                        + " 'description': 'Księgowość', 'subjectDetails': %s}",
                pesel,
                PERSON);
    }

    private Answer status(TaxpayerClient by, String reference) {
        return client().get("/permissions/operations/" + reference, by.access());
    }

    @Test
    void rights_comeAndGoWithTheEndOfTheirOperation() {
        TaxpayerClient owner = ownerOf(nip);
        String pesel = pesel();
        Answer granting = grant(owner, pesel);

        assertThat(outcome(owner, granting)).isEqualTo(100);
        assertThat(signInCode(pesel, "Nip", nip)).isEqualTo(415);
        clock.advance(Duration.ofSeconds(2));
        assertThat(outcome(owner, granting)).isEqualTo(200);
        assertThat(signInCode(pesel, "Nip", nip)).isEqualTo(200);

        String id = rows(owner, "persons/grants", QUERY).get(0).path("id").stringValue();
        assertThat(id).hasSize(36);
        Answer revoking = client().delete("/permissions/common/grants/" + id, owner.access());
        assertThat(outcome(owner, revoking)).isEqualTo(100);
        assertThat(signInCode(pesel, "Nip", nip)).isEqualTo(200);
        clock.advance(Duration.ofSeconds(2));
        assertThat(outcome(owner, revoking)).isEqualTo(200);
        assertThat(signInCode(pesel, "Nip", nip)).isEqualTo(415);
        assertThat(rows(owner, "persons/grants", QUERY)).isEmpty();
    }

    @Test
    void status_isGoneAfterThirtyDays() {
        String reference =
                grant(ownerOf(nip), pesel()).json().path("referenceNumber").stringValue();

        clock.advance(Duration.ofDays(30));
        assertThat(status(ownerOf(nip), reference).status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(3));
        assertThat(status(ownerOf(nip), reference).status()).isEqualTo(410);
    }

    @Test
    void operationOfAnother_isRefusedLikeNone() {
        String reference =
                grant(ownerOf(nip), pesel()).json().path("referenceNumber").stringValue();
        TaxpayerClient other = ownerOf(nip());

        for (String number : new String[] {reference, "20261123-EG-0000000000-0000000000-00"}) {
            assertThat(status(other, number).errorCode()).as(number).isEqualTo(21405);
        }
        assertThat(status(other, "1").errorCode()).isEqualTo(21405);
    }

    @Test
    void rightOfAnother_cannotBeTakenBack() {
        TaxpayerClient owner = ownerOf(nip);
        grant(owner, pesel());
        clock.advance(Duration.ofSeconds(2));
        String id = rows(owner, "persons/grants", QUERY).get(0).path("id").stringValue();
        TaxpayerClient other = ownerOf(nip());

        Answer foreign = client().delete("/permissions/common/grants/" + id, other.access());
        Answer otherKind = client().delete("/permissions/authorizations/grants/" + id, owner.access());
        clock.advance(Duration.ofSeconds(2));

        assertThat(outcome(other, foreign)).isEqualTo(400);
        assertThat(outcome(owner, otherKind)).as("no authorization").isEqualTo(400);
        assertThat(rows(owner, "persons/grants", QUERY)).hasSize(1);
        assertThat(client().delete("/permissions/common/grants/1", owner.access())
                        .errorCode())
                .isEqualTo(21405);
    }
}
