package dev.ksef.simulator.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The subjects that tests make for themselves. */
class TestSubjectTest extends PermissionTest {

    private String pesel;

    @BeforeEach
    void anotherPerson() {
        pesel = pesel();
    }

    private Answer post(String path, String body, Object... values) {
        return client().post("/testdata/" + path, "", json(body, values));
    }

    private void done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private Answer makePerson(boolean bailiff, boolean deceased, String more) {
        return post(
                "person",
                "{'nip': '%s', 'pesel': '%s', 'isBailiff': %s, 'isDeceased': %s, 'description': 'Osoba'%s}",
                nip,
                pesel,
                bailiff,
                deceased,
                more);
    }

    private Answer makeSubject(String more) {
        return post("subject", "{'subjectNip': '%s', 'subjectType': 'VatGroup', 'description': 'Grupa'%s}", nip, more);
    }

    @Test
    void person_ownsTheContextOfTheirNip_untilRemoved() {
        assertThat(signInCode(pesel, "Nip", nip)).isEqualTo(415);
        done(makePerson(false, false, ""));

        assertThat(toPerson(person(pesel, "Nip", nip), pesel(), "InvoiceRead")).isEqualTo(200);
        assertThat(makePerson(false, false, "").errorCode()).isEqualTo(30001);

        done(post("person/remove", "{'nip': '%s'}", nip));
        assertThat(signInCode(pesel, "Nip", nip)).isEqualTo(415);
    }

    @Test
    void bailiff_mayGrantOperationsOfEnforcement() {
        done(makePerson(true, false, ""));

        assertThat(toPerson(ownerOf(nip), pesel(), "EnforcementOperations")).isEqualTo(200);
    }

    @Test
    void oneWhoHasDied_signsInNoMore() {
        String company = nip();
        simulator().grant(pesel, company);
        TaxpayerClient before = person(pesel, "Nip", company);

        done(makePerson(false, true, ""));

        assertThat(signInCode(pesel, "Nip", company)).isEqualTo(470);
        assertThat(refresh(before).errorCode()).isEqualTo(21308);
    }

    @Test
    void subject_isMadeOnce_andLaterOnlyWithALaterDate() {
        done(makeSubject(", 'createdDate': '2026-08-25T14:15:22+00:00'"));
        assertThat(makeSubject("").errorCode()).isEqualTo(30001);
        done(post("subject/remove", "{'subjectNip': '%s'}", nip));

        assertThat(makeSubject(", 'createdDate': '2026-08-25T14:15:22+00:00'").errorDetail())
                .isEqualTo("'createdDate' must be later than when the subject was made before.");
        done(makeSubject(", 'createdDate': '2026-08-25T14:15:23+00:00'"));
    }

    @Test
    void subject_thatIsRemoved_leavesNoneBelowIt() {
        String member = nip();
        done(makeSubject(", 'subunits': [{'subjectNip': '" + member + "', 'description': 'Członek'}]"));

        done(post("subject/remove", "{'subjectNip': '%s'}", nip));

        assertThat(rows(client().get(
                                "/permissions/query/entities/roles",
                                ownerOf(member).access())))
                .isEmpty();
        assertThat(rows(ownerOf(nip), "subordinate-entities/roles", "{}")).isEmpty();
    }

    @Test
    void right_isThereAtOnce_andGoneAtOnce() {
        String identifiers = "'contextIdentifier': {'type': 'Nip', 'value': '%s'}, 'authorizedIdentifier':"
                + " {'type': 'Pesel', 'value': '%s'}";
        done(post(
                "permissions",
                "{" + identifiers + ", 'permissions': [{'permissionType': 'InvoiceRead', 'description': 'Odczyt'}]}",
                nip,
                pesel));
        assertThat(signInCode(pesel, "Nip", nip)).isEqualTo(200);

        done(post("permissions/revoke", "{" + identifiers + "}", nip, pesel));
        assertThat(signInCode(pesel, "Nip", nip)).isEqualTo(415);
    }

    @Test
    void wrongFields_areNamed() {
        assertThat(post("person", "{'nip': '%s', 'pesel': '%s', 'description': 'Osoba'}", nip, pesel)
                        .errorDetail())
                .isEqualTo("'isBailiff' must not be empty.");
        assertThat(makeSubject(", 'subunits': [{'subjectNip': '1', 'description': 'Członek'}]")
                        .errorDetail())
                .isEqualTo("'subunits[0].subjectNip' is not in the correct format.");
        assertThat(post("permissions", "{'contextIdentifier': {'type': 'nip', 'value': '%s'}}", nip)
                        .errorDetail())
                .isEqualTo("'contextIdentifier.type' has a value which is not supported.");
    }
}
