package dev.ksef.simulator.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestSigner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may be granted to whom, and what a grant opens. */
class GrantTest extends PermissionTest {

    private static final String CERTIFIED =
            "{'subjectDetailsType': 'EntityByFingerprint', 'entityByFp': {'fullName': 'GmbH', 'address': 'Berlin'}}";

    private TaxpayerClient owner() {
        return ownerOf(nip);
    }

    private int authorize(TaxpayerClient by, String type, String subject, String permission) {
        return outcome(
                by,
                "/permissions/authorizations/grants",
                "{'subjectIdentifier': {'type': '%s', 'value': '%s'}, 'permission': '%s', 'description': 'Upoważnienie',"
                        + " 'subjectDetails': {'fullName': 'Firma sp. z o.o.'}}",
                type,
                subject,
                permission);
    }

    private int toSubunit(TaxpayerClient by, String pesel, String type, String unit) {
        return outcome(
                by,
                "/permissions/subunits/grants",
                "{'subjectIdentifier': {'type': 'Pesel', 'value': '%s'}, 'contextIdentifier': {'type': '%s', 'value': '%s'},"
                        + " 'subunitName': 'Oddział', 'description': 'Administrator', 'subjectDetails': %s}",
                pesel,
                type,
                unit,
                PERSON);
    }

    private int toEuAdministrator(TaxpayerClient by, String fingerprint, String context) {
        return outcome(
                by,
                "/permissions/eu-entities/administration/grants",
                "{'subjectIdentifier': {'type': 'Fingerprint', 'value': '%s'}, 'contextIdentifier': {'type': 'NipVatUe',"
                        + " 'value': '%s'}, 'euEntityName': 'GmbH, Berlin', 'euEntityDetails': {'fullName': 'GmbH',"
                        + " 'address': 'Berlin'}, 'description': 'Administrator', 'subjectDetails': %s}",
                fingerprint,
                context,
                CERTIFIED);
    }

    private void makeSubject(String type, String subject, String subunits) {
        Answer made = client().post(
                        "/testdata/subject",
                        "",
                        json(
                                "{'subjectNip': '%s', 'subjectType': '%s', 'subunits': %s, 'description': 'Podmiot'}",
                                subject, type, subunits));
        assertThat(made.status()).as(made.text()).isEqualTo(200);
    }

    @Test
    void administrator_whoMayManage_grantsOn() {
        String administrator = pesel();
        String bookkeeper = pesel();
        assertThat(toPerson(owner(), administrator, "CredentialsManage")).isEqualTo(200);

        assertThat(toPerson(person(administrator, "Nip", nip), bookkeeper, "InvoiceRead", "InvoiceWrite"))
                .isEqualTo(200);

        assertThat(person(bookkeeper, "Nip", nip).open().referenceNumber()).isNotEmpty();
    }

    @Test
    void operationsOfEnforcement_areForThoseOnlyWhoEnforce() {
        assertThat(toPerson(owner(), pesel(), "EnforcementOperations"))
                .as("an ordinary company")
                .isEqualTo(430);

        makeSubject("EnforcementAuthority", nip, "null");

        assertThat(toPerson(owner(), pesel(), "EnforcementOperations")).isEqualTo(200);
    }

    @Test
    void operation_ofOneWhoLostTheRightMeanwhile_fails() {
        String pesel = pesel();
        toPerson(owner(), pesel, "CredentialsManage");
        TaxpayerClient administrator = person(pesel, "Nip", nip);
        simulator().revoke(pesel, nip);

        assertThat(toPerson(administrator, pesel(), "InvoiceRead")).isEqualTo(420);
    }

    @Test
    void company_cannotBeGrantedWhatItOwns() {
        assertThat(toEntity(owner(), nip, "InvoiceRead", false)).isEqualTo(440);
        assertThat(authorize(owner(), "Nip", nip, "SelfInvoicing")).isEqualTo(440);
    }

    @ParameterizedTest
    @CsvSource({
        "Nip, 5265877635, PefInvoicing, 450",
        "PeppolId, PPL123456, SelfInvoicing, 450",
        "PeppolId, PPL123456, PefInvoicing, 200",
        "Nip, 5265877635, TaxRepresentative, 200"
    })
    void authorization_fitsTheKindOfItsSubject(String type, String subject, String permission, int code) {
        assertThat(authorize(owner(), type, subject, permission)).isEqualTo(code);
    }

    @Test
    void administratorOfAUnit_mayManageThereAndNothingElse() {
        String pesel = pesel();
        String unit = nip + "-1234" + checkDigit(nip + "1234");

        assertThat(toSubunit(owner(), pesel, "InternalId", unit)).isEqualTo(200);

        TaxpayerClient administrator = person(pesel, "InternalId", unit);
        assertThat(toPerson(administrator, pesel(), "InvoiceWrite")).isEqualTo(200);
        assertThat(client().get("/sessions?sessionType=Online", administrator.access())
                        .status())
                .isEqualTo(403);
        assertThat(signInCode(pesel, "Nip", nip)).isEqualTo(415);
    }

    @Test
    void unitOfAnother_isRefused() {
        String other = nip();

        assertThat(toSubunit(owner(), pesel(), "InternalId", other + "-1234" + checkDigit(other + "1234")))
                .isEqualTo(410);
        assertThat(send(
                                owner(),
                                "/permissions/subunits/grants",
                                "{'subjectIdentifier': {'type': 'Pesel', 'value': '%s'}, 'contextIdentifier': {'type':"
                                        + " 'InternalId', 'value': '%s'}, 'subunitName': 'Oddział', 'description': 'Administrator',"
                                        + " 'subjectDetails': %s}",
                                pesel(),
                                nip + "-1234" + (checkDigit(nip + "1234") + 1) % 10,
                                PERSON)
                        .errorDetail())
                .isEqualTo("'contextIdentifier.value' has a wrong check digit.");
    }

    @Test
    void entityBelowAnother_getsItsAdministratorFromThere() {
        String member = nip();
        assertThat(toSubunit(owner(), pesel(), "Nip", member)).as("no group").isEqualTo(430);
        makeSubject("VatGroup", nip, "[{'subjectNip': '%s', 'description': 'Członek'}]".formatted(member));
        String pesel = pesel();

        assertThat(toSubunit(owner(), pesel, "Nip", nip())).as("no member").isEqualTo(410);
        assertThat(toSubunit(owner(), pesel, "Nip", member)).isEqualTo(200);

        assertThat(toPerson(person(pesel, "Nip", member), pesel(), "InvoiceRead"))
                .isEqualTo(200);
    }

    private static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (1 + 2 * (i % 2));
        }
        return sum % 10;
    }

    @Test
    void entityOfTheUnion_isManagedByItsAdministrator() {
        String context = nip + "-DE123456789";
        TestSigner administrator =
                TestSigner.named().keys(TestSigner.keyPair("secp256r1")).build();
        TestSigner representative =
                TestSigner.named().keys(TestSigner.keyPair("secp256r1")).build();
        assertThat(toEuAdministrator(owner(), administrator.fingerprint(), nip() + "-DE123456789"))
                .as("of another taxpayer")
                .isEqualTo(410);
        assertThat(toEuAdministrator(owner(), administrator.fingerprint(), context))
                .isEqualTo(200);
        TaxpayerClient there = signIn(administrator, "NipVatUe", context, BY_FINGERPRINT);

        assertThat(outcome(
                        there,
                        "/permissions/eu-entities/grants",
                        "{'subjectIdentifier': {'type': 'Fingerprint', 'value': '%s'}, 'permissions': ['InvoiceRead'],"
                                + " 'description': 'Przedstawiciel', 'subjectDetails': %s}",
                        representative.fingerprint(),
                        CERTIFIED))
                .isEqualTo(200);

        TaxpayerClient reader = signIn(representative, "NipVatUe", context, BY_FINGERPRINT);
        assertThat(client().get("/sessions?sessionType=Online", there.access()).status())
                .isEqualTo(200);
        assertMissing(
                client().get("/sessions?sessionType=Online", reader.access()),
                List.of("InvoiceWrite", "Introspection", "EnforcementOperations"),
                List.of("InvoiceRead"));
        assertThat(rows(there, "eu-entities/grants", "{}"))
                .as("all who work there")
                .hasSize(5)
                .allSatisfy(row ->
                        assertThat(row.path("euEntityName").stringValue()).isEqualTo("GmbH, Berlin"));
        assertThat(rows(owner(), "eu-entities/grants", "{'vatUeIdentifier': 'DE123456789'}"))
                .as("the administrators alone")
                .hasSize(4);
        assertThat(rows(owner(), "eu-entities/grants", "{'authorizedFingerprintIdentifier': ''}"))
                .as("every fingerprint contains nothing")
                .hasSize(4);
        assertThat(rows(owner(), "eu-entities/grants", "{'vatUeIdentifier': 'DE123456788'}"))
                .isEmpty();
    }

    @Test
    void grant_givenTwice_isOne() {
        String pesel = pesel();

        toPerson(owner(), pesel, "InvoiceRead");
        assertThat(toPerson(owner(), pesel, "InvoiceRead")).isEqualTo(200);

        assertThat(rows(owner(), "persons/grants", "{'queryType': 'PermissionsInCurrentContext'}"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'type': 'Pesel'            | 'type': 'PeppolId'           | 'subjectIdentifier.type' has a value which is not supported.
            'value': '44051401359'     | 'value': '44131401359'       | 'subjectIdentifier.value' is not in the correct format.
            ['InvoiceRead']            | ['SelfInvoicing']            | 'permissions' has a value which is not supported.
            ['InvoiceRead']            | []                           | 'permissions' must not be empty.
            ['InvoiceRead']            | ['InvoiceRead', 'InvoiceRead'] | 'permissions' must not contain a permission twice.
            'description': 'Biuro'     | 'description': 'Biur'        | 'description' must be between 5 and 256 characters. You entered 4 characters.
            'firstName': 'Jan'         | 'firstName': 'J'             | 'subjectDetails.personById.firstName' must be between 2 and 30 characters. You entered 1 characters.
            'PersonByIdentifier'       | 'PersonByFingerprintWithIdentifier' | 'subjectDetails.subjectDetailsType' does not fit the type of the subject's identifier.
            """, quoteCharacter = '"')
    void grant_withAWrongField_isRefusedAtOnce(String right, String wrong, String detail) {
        String body = "{'subjectIdentifier': {'type': 'Pesel', 'value': '44051401359'}, 'permissions': ['InvoiceRead'],"
                + " 'description': 'Biuro', 'subjectDetails': {'subjectDetailsType': 'PersonByIdentifier',"
                + " 'personById': {'firstName': 'Jan', 'lastName': 'Nowak'}}}";
        assertThat(send(owner(), "/permissions/persons/grants", body).status()).isEqualTo(202);

        Answer refused = send(owner(), "/permissions/persons/grants", body.replace(right, wrong));

        assertThat(refused.errorCode()).as(refused.text()).isEqualTo(21405);
        assertThat(refused.errorDetail()).isEqualTo(detail);
    }
}
