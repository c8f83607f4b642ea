package dev.ksef.simulator.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.certificate.CertificateWorld.Applicant;
import dev.ksef.simulator.client.ClientKeys;
import dev.ksef.simulator.client.RawClient;
import dev.ksef.simulator.client.RawClient.Answer;
import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.signature.CertificateSubject;
import dev.ksef.thirdparty.jackson.databind.JsonNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateListTest {

    private static final Duration DELAY = Duration.ofSeconds(5);
    private static final CertificateSubject PERSON = TestSubject.person("PNOPL-44051401359");
    private static final CertificateSubject SEAL = TestSubject.seal("5265877635");

    private final CertificateWorld world = new CertificateWorld(DELAY, null);
    private Applicant applicant;

    @BeforeEach
    void signIn() {
        applicant = world.signIn(SEAL);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void list_hasTheNewestFirst_ofTheSubjectInAllContexts() {
        String first = certified("first", "Offline");
        world.clock.advance(Duration.ofSeconds(1));
        String second = certified("second", "Authentication");
        certifiedFor(PERSON);

        Applicant elsewhere = world.signIn(SEAL, LoginContext.nip("7762811692"));

        assertThat(serials(elsewhere.list())).as("own ones").containsExactly(second, first);
        JsonNode row = elsewhere.list().path("certificates").path(0);
        assertThat(row.path("name").stringValue()).as("name").isEqualTo("second");
        assertThat(row.path("type").stringValue()).as("type").isEqualTo("Authentication");
        assertThat(row.path("status").stringValue()).as("status").isEqualTo("Active");
        assertThat(row.path("commonName").stringValue()).as("subject").isEqualTo("Gęślą Jaźń sp. z o.o.");
        assertThat(row.at("/subjectIdentifier/type").stringValue()).as("whose").isEqualTo("Nip");
        assertThat(row.at("/subjectIdentifier/value").stringValue()).as("whose").isEqualTo("5265877635");
    }

    @Test
    void list_withoutABody_isWhole() {
        String serial = certified("first", "Offline");

        assertThat(serials(applicant.post("/query").json())).as("no filter").containsExactly(serial);
    }

    @Test
    void list_inPages_hasAllOnce() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            expected.add(0, certified("certificate " + i, "Offline"));
        }
        ObjectNode all = RawClient.JSON.createObjectNode();

        JsonNode first = applicant.list("?pageSize=10", all);
        JsonNode second = applicant.list("?pageSize=10&pageOffset=1", all);
        JsonNode third = applicant.list("?pageSize=10&pageOffset=2", all);

        List<String> found = new ArrayList<>(serials(first));
        found.addAll(serials(second));
        assertThat(found).as("in order").isEqualTo(expected);
        assertThat(first.path("hasMore").booleanValue()).as("more").isTrue();
        assertThat(second.path("hasMore").booleanValue()).as("no more").isFalse();
        assertThat(serials(third)).as("behind the end").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?pageSize=9", "?pageSize=51", "?pageSize=x", "?pageOffset=-1"})
    void list_withAWrongPage_isRefused(String paging) {
        assertThat(applicant.post("/query" + paging).errorCode()).as("10 to 50").isEqualTo(21405);
    }

    @Test
    void list_filtered_hasWhatFits() {
        String offline = certified("Kasa główna", "Offline");
        String login = certified("Serwer", "Authentication");
        revoke(login);

        assertThat(filtered("type", "Offline")).as("type").containsExactly(offline);
        assertThat(filtered("name", "głów")).as("part of the name").containsExactly(offline);
        assertThat(filtered("certificateSerialNumber", login))
                .as("serial number")
                .containsExactly(login);
        assertThat(filtered("status", "Active")).as("active").containsExactly(offline);
        assertThat(filtered("status", "Blocked")).as("being revoked").containsExactly(login);
        world.clock.advance(DELAY);
        assertThat(filtered("status", "Blocked")).as("no longer").isEmpty();
        assertThat(filtered("status", "Revoked")).as("revoked").containsExactly(login);
        assertThat(filtered("expiresAfter", "2028-11-23T13:37:00Z"))
                .as("both live")
                .hasSize(2);
        assertThat(filtered("expiresAfter", "2028-11-23T14:37:22Z"))
                .as("neither lives")
                .isEmpty();
    }

    @Test
    void list_afterTwoYears_hasTheCertificateExpired() {
        String serial = certified("first", "Offline");
        world.clock.advance(Duration.ofDays(731));
        applicant = world.signIn(SEAL);

        assertThat(filtered("status", "Expired")).as("over").containsExactly(serial);
        assertThat(revoke(serial).errorCode()).as("nothing to revoke").isEqualTo(25009);
    }

    @ParameterizedTest
    @CsvSource({"type,Seal", "status,active", "certificateSerialNumber,abc", "expiresAfter,now"})
    void list_withAWrongFilter_isRefused(String field, String value) {
        Answer answer =
                applicant.post("/query", RawClient.JSON.createObjectNode().put(field, value));

        assertThat(answer.errorCode()).as("validation").isEqualTo(21405);
    }

    @Test
    void revoke_secondTime_isRefused() {
        String serial = certified("first", "Offline");

        assertThat(revoke(serial).status()).as("revoked").isEqualTo(204);
        assertThat(revoke(serial).errorCode()).as("blocked").isEqualTo(25009);
        world.clock.advance(DELAY);
        assertThat(revoke(serial).errorCode()).as("revoked").isEqualTo(25009);
    }

    @ParameterizedTest
    @CsvSource({"Superseded,204", "KeyCompromise,204", "Unspecified,204", "Boredom,400"})
    void revoke_forAReason_isGrantedIfItIsOne(String reason, int status) {
        String serial = certified("first", "Offline");

        Answer answer = applicant.post(
                "/" + serial + "/revoke", RawClient.JSON.createObjectNode().put("revocationReason", reason));

        assertThat(answer.status()).as("one of three").isEqualTo(status);
    }

    @Test
    void revoke_ofNoneOrAnothers_isRefused() {
        String foreign = certifiedFor(PERSON);

        assertThat(revoke(foreign).errorCode()).as("another's").isEqualTo(25008);
        assertThat(revoke("0123456789ABCDEF").errorCode()).as("unknown").isEqualTo(25008);
        assertThat(revoke("123456789ABCDEF").errorCode()).as("a digit lost").isEqualTo(21405);
    }

    @Test
    void revoke_withAKsefToken_isForbidden() {
        String serial = certified("first", "Offline");

        Answer answer = world.signIn(null).post("/" + serial + "/revoke");

        assertThat(answer.status()).as("forbidden").isEqualTo(403);
        assertThat(answer.json().path("reasonCode").stringValue()).as("why").isEqualTo("auth-method-not-allowed");
        assertThat(answer.json().at("/security/authenticationMethodCategory").stringValue())
                .as("how one signed in")
                .isEqualTo("Token");
    }

    @Test
    void retrieve_hasOwnOnes_inTheOrderAskedFor() {
        String first = certified("first", "Offline");
        String second = certified("second", "Authentication");
        String foreign = certifiedFor(PERSON);

        JsonNode found = retrieve(second, foreign, "0123456789ABCDEF", first).json();

        assertThat(serials(found)).as("others are left out").containsExactly(second, first);
        assertThat(found.at("/certificates/0/certificateType").stringValue())
                .as("type")
                .isEqualTo("Authentication");
    }

    @Test
    void retrieve_ofNoneTooManyOrMisshapen_isRefused() {
        assertThat(retrieve().errorCode()).as("none").isEqualTo(21405);
        assertThat(retrieve("123456789ABCDEF").errorCode()).as("a digit lost").isEqualTo(21405);
        assertThat(retrieve("0123456789abcdef").errorCode()).as("small letters").isEqualTo(21405);
        String[] eleven = new String[11];
        Arrays.setAll(eleven, i -> "0123456789ABCD%02X".formatted(i));
        assertThat(retrieve(eleven).errorCode()).as("eleven").isEqualTo(21405);
        assertThat(retrieve(Arrays.copyOf(eleven, 10)).status()).as("ten").isEqualTo(200);
    }

    private String certified(String name, String type) {
        return certified(applicant, name, type);
    }

    private String certifiedFor(CertificateSubject subject) {
        return certified(world.signIn(subject), "of another", "Offline");
    }

    private String certified(Applicant by, String name, String type) {
        Answer applied = by.apply(
                by.application(ClientKeys.p256()).put("certificateName", name).put("certificateType", type));
        world.clock.advance(DELAY);
        return by.status(applied).path("certificateSerialNumber").stringValue();
    }

    private Answer revoke(String serial) {
        return applicant.post("/" + serial + "/revoke");
    }

    private Answer retrieve(String... serials) {
        ObjectNode request = RawClient.JSON.createObjectNode();
        var array = request.putArray("certificateSerialNumbers");
        List.of(serials).forEach(array::add);
        return applicant.post("/retrieve", request);
    }

    private List<String> filtered(String field, String value) {
        return serials(applicant.list("", RawClient.JSON.createObjectNode().put(field, value)));
    }

    private static List<String> serials(JsonNode answer) {
        return answer.path("certificates")
                .valueStream()
                .map(row -> row.path("certificateSerialNumber").stringValue())
                .toList();
    }
}
