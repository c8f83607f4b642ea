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
import java.io.ByteArrayInputStream;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnrollmentTest {

    private static final String PESEL = "PNOPL-44051401359";
    private static final CertificateSubject PERSON = TestSubject.person(PESEL);
    private static final CertificateSubject SEAL = TestSubject.seal("5265877635");
    private static final Duration DELAY = Duration.ofSeconds(5);

    @Test
    void data_ofAPerson_hasNamesAndNumber() {
        try (CertificateWorld world = new CertificateWorld()) {
            JsonNode data = world.signIn(PERSON).data();

            assertThat(data.propertyNames())
                    .as("a person")
                    .containsExactlyInAnyOrder("commonName", "countryName", "givenName", "surname", "serialNumber");
            assertThat(data.path("givenName").stringValue()).as("letters").isEqualTo("Łucja");
            assertThat(data.path("serialNumber").stringValue()).as("as it was").isEqualTo(PESEL);
        }
    }

    @Test
    void data_ofASeal_hasTheOrganization() {
        try (CertificateWorld world = new CertificateWorld()) {
            JsonNode data = world.signIn(SEAL).data();

            assertThat(data.propertyNames())
                    .as("a company")
                    .containsExactlyInAnyOrder(
                            "commonName", "countryName", "organizationName", "organizationIdentifier");
            assertThat(data.path("organizationIdentifier").stringValue())
                    .as("with its prefix")
                    .isEqualTo("VATPL-5265877635");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NIP-5265877635,TINPL-5265877635",
        "TINPL-5265877635,TINPL-5265877635",
        "PESEL: 44051401359,PNOPL-44051401359"
    })
    void data_tellsTheNumberInOneForm(String inTheCertificate, String told) {
        try (CertificateWorld world = new CertificateWorld()) {
            assertThat(world.signIn(TestSubject.person(inTheCertificate))
                            .data()
                            .path("serialNumber")
                            .stringValue())
                    .as("what the request must have")
                    .isEqualTo(told);
        }
    }

    @Test
    void data_afterSigningInWithAKsefCertificate_hasTheNameWithoutItsKind() {
        try (CertificateWorld world = new CertificateWorld()) {
            CertificateSubject renewing = TestSubject.seal("5265877635", "Firma (uwierzytelnienie)");

            assertThat(world.signIn(renewing).data().path("commonName").stringValue())
                    .as("so that a renewed one says it once")
                    .isEqualTo("Firma");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {45, 46, 64, 65, 200})
    void enroll_forALongName_isTaken_forEachType(int length) {
        try (CertificateWorld world = new CertificateWorld()) {
            String name = "Ż".repeat(length);
            for (String type : List.of("Authentication", "Offline")) {
                Applicant company = world.signIn(TestSubject.seal("5265877635", name));
                Answer applied =
                        company.apply(company.application(ClientKeys.p256()).put("certificateType", type));

                assertThat(applied.status()).as(type + ": " + applied.text()).isEqualTo(202);
                assertThat(company.status(applied).path("status").path("code").intValue())
                        .isEqualTo(200);
                assertThat(company.list()
                                .path("certificates")
                                .path(0)
                                .path("commonName")
                                .stringValue())
                        .isEqualTo(name);
            }
        }
    }

    @Test
    void data_forAKsefToken_isRefused() {
        try (CertificateWorld world = new CertificateWorld()) {
            Answer answer = world.signIn(null).get("/enrollments/data");

            assertThat(answer.errorCode()).as("needs a certificate").isEqualTo(25001);
        }
    }

    @Test
    void data_ofACertificateWithoutNames_isRefused() {
        try (CertificateWorld world = new CertificateWorld()) {
            CertificateSubject nameless = TestSubject.of(new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, "PL"));

            assertThat(world.signIn(nameless).get("/enrollments/data").errorCode())
                    .as("nobody to certify")
                    .isEqualTo(25001);
        }
    }

    @Test
    void enroll_withAKsefToken_isRefused() {
        try (CertificateWorld world = new CertificateWorld()) {
            ObjectNode application = world.signIn(SEAL).application(ClientKeys.p256());

            assertThat(world.signIn(null).apply(application).errorCode())
                    .as("needs a certificate")
                    .isEqualTo(25002);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"5265877635", "7762811692"})
    void enroll_forAnother_isRefused(String context) {
        try (CertificateWorld world = new CertificateWorld()) {
            Applicant person = world.signIn(PERSON, LoginContext.nip(context));
            byte[] csr = TestSigningRequest.of(world.signIn(SEAL).data()).signed(ClientKeys.p256());

            assertThat(person.apply(person.application(csr)).errorCode())
                    .as("whatever the context")
                    .isEqualTo(25003);
        }
    }

    @Test
    void enroll_withWhatIsNoRequest_isRefused() {
        try (CertificateWorld world = new CertificateWorld()) {
            Applicant applicant = world.signIn(SEAL);

            assertThat(applicant
                            .apply(applicant.application(new byte[] {1, 2, 3}))
                            .errorCode())
                    .as("no PKCS#10")
                    .isEqualTo(25004);
        }
    }

    @Test
    void enroll_withAnUnfitKey_isRefused() {
        try (CertificateWorld world = new CertificateWorld()) {
            assertThat(world.signIn(SEAL).apply(ClientKeys.curve("secp384r1")).errorCode())
                    .as("P-384")
                    .isEqualTo(25010);
        }
    }

    @Test
    void enroll_withAnUnfitSignature_isRefused() {
        try (CertificateWorld world = new CertificateWorld()) {
            Applicant applicant = world.signIn(SEAL);
            byte[] csr = TestSigningRequest.of(applicant.data()).signed(ClientKeys.p256(), "SHA224withECDSA");

            assertThat(applicant.apply(applicant.application(csr)).errorCode())
                    .as("SHA-224")
                    .isEqualTo(25011);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "certificateName,Cert",
        "certificateName,''",
        "certificateName,Certificate/1",
        "certificateName,Zürich",
        "certificateType,Seal",
        "certificateType,offline",
        "csr,not Base64!",
        "validFrom,tomorrow",
        "validFrom,2226-01-01T00:00:00Z"
    })
    void enroll_withAWrongField_isRefused(String field, String value) {
        try (CertificateWorld world = new CertificateWorld()) {
            Applicant applicant = world.signIn(SEAL);

            Answer answer =
                    applicant.apply(applicant.application(ClientKeys.p256()).put(field, value));

            assertThat(answer.errorCode()).as("validation").isEqualTo(21405);
            assertThat(answer.errorDetail()).as("says which").contains("'" + field + "'");
        }
    }

    @Test
    void enroll_withTheLongestName_isTakenAndWithALongerOneRefused() {
        try (CertificateWorld world = new CertificateWorld()) {
            Applicant applicant = world.signIn(SEAL);
            ObjectNode application = applicant.application(ClientKeys.p256());

            assertThat(applicant
                            .apply(application.put("certificateName", "ż".repeat(100)))
                            .status())
                    .as("100 letters")
                    .isEqualTo(202);
            assertThat(applicant
                            .apply(application.put("certificateName", "ż".repeat(101)))
                            .errorCode())
                    .as("101 letters")
                    .isEqualTo(21405);
        }
    }

    @Test
    void application_showsItsEndAfterTheDelay() {
        try (CertificateWorld world = new CertificateWorld(DELAY, null)) {
            Applicant applicant = world.signIn(PERSON);
            Answer applied = applicant.apply(ClientKeys.p256());

            JsonNode before = applicant.status(applied);
            JsonNode listedBefore = applicant.list();
            world.clock.advance(DELAY);
            JsonNode after = applicant.status(applied);

            assertThat(applied.json().path("referenceNumber").stringValue())
                    .as("its kind")
                    .contains("-EH-");
            assertThat(code(before)).as("running").isEqualTo(100);
            assertThat(before.has("certificateSerialNumber")).as("not yet").isFalse();
            assertThat(listedBefore.path("certificates").isEmpty())
                    .as("nor listed")
                    .isTrue();
            assertThat(code(after)).as("issued").isEqualTo(200);
            assertThat(after.path("certificateSerialNumber").stringValue())
                    .as("the first one begins with a zero")
                    .matches("0[0-9A-F]{15}");
            assertThat(applicant.list().path("certificates").size())
                    .as("listed")
                    .isEqualTo(1);
        }
    }

    @Test
    void certificate_isOfTheKeyAndTheSubject_forTheTimeAskedFor() throws Exception {
        try (CertificateWorld world = new CertificateWorld()) {
            Applicant applicant = world.signIn(PERSON);
            KeyPair keys = ClientKeys.rsa(2048);
            byte[] csr = TestSigningRequest.of(applicant.data()).signed(keys, "SHA256withRSAandMGF1");
            ObjectNode application = applicant.application(csr).put("validFrom", "2027-01-01T00:00:00+01:00");
            String serial = applicant.certified(application);

            ObjectNode retrieval = RawClient.JSON.createObjectNode();
            retrieval.putArray("certificateSerialNumbers").add(serial);
            JsonNode row = applicant
                    .post("/retrieve", retrieval)
                    .json()
                    .path("certificates")
                    .path(0);
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(
                            Base64.getDecoder().decode(row.path("certificate").stringValue())));

            certificate.verify(world.centre.authority().getPublicKey());
            assertThat(certificate.getPublicKey()).as("the applicant's").isEqualTo(keys.getPublic());
            assertThat(certificate.getSigAlgName()).as("EC signs RSA, too").isEqualTo("SHA256withECDSA");
            assertThat(certificate.getNotBefore().toInstant())
                    .as("as asked for")
                    .isEqualTo(Instant.parse("2026-12-31T23:00:00Z"));
            assertThat(certificate.getNotAfter().toInstant())
                    .as("two years later")
                    .isEqualTo(Instant.parse("2028-12-31T23:00:00Z"));
            assertThat(CertificateSubject.of(certificate).commonName())
                    .as("says what it is for")
                    .isEqualTo("Łucja Żółć-Róża (offline)");
            assertThat(CertificateSubject.of(certificate).pesel())
                    .as("the same person")
                    .isEqualTo("44051401359");
            assertThat(row.path("certificateName").stringValue()).as("its name").isEqualTo("Certyfikat-Auth_004 żółty");
        }
    }

    @Test
    void application_forAKeyOfAnotherSubject_isRejectedLater() {
        try (CertificateWorld world = new CertificateWorld()) {
            KeyPair keys = ClientKeys.p256();
            world.signIn(PERSON).apply(keys);
            Applicant other = world.signIn(SEAL);

            Answer applied = other.apply(keys);

            assertThat(applied.status()).as("taken at first").isEqualTo(202);
            JsonNode status = other.status(applied);
            assertThat(code(status)).as("rejected").isEqualTo(400);
            assertThat(status.path("status").path("details").path(0).stringValue())
                    .as("why")
                    .isEqualTo("Klucz publiczny został już certyfikowany przez inny podmiot.");
            assertThat(status.has("certificateSerialNumber")).as("none").isFalse();
        }
    }

    @Test
    void application_forAnOwnKeyAgain_isTaken() {
        try (CertificateWorld world = new CertificateWorld()) {
            Applicant applicant = world.signIn(PERSON);
            KeyPair keys = ClientKeys.p256();
            applicant.apply(keys);

            assertThat(code(applicant.status(applicant.apply(keys))))
                    .as("the same subject")
                    .isEqualTo(200);
        }
    }

    @Test
    void status_ofNoApplicationOrAnothers_isRefused() {
        try (CertificateWorld world = new CertificateWorld()) {
            Answer applied = world.signIn(PERSON).apply(ClientKeys.p256());
            Applicant other = world.signIn(SEAL);
            String reference = applied.json().path("referenceNumber").stringValue();

            assertThat(other.get("/enrollments/" + reference).errorCode())
                    .as("another's")
                    .isEqualTo(25005);
            assertThat(other.get("/enrollments/20261123-EH-1B6C9EB000-4B15D3AEB9-89")
                            .errorCode())
                    .as("unknown")
                    .isEqualTo(25005);
            assertThat(other.get("/enrollments/20261123").errorCode())
                    .as("no reference")
                    .isEqualTo(21405);
        }
    }

    @Test
    void status_afterThirtyDays_isGone() {
        try (CertificateWorld world = new CertificateWorld()) {
            Answer applied = world.signIn(PERSON).apply(ClientKeys.p256());
            world.clock.advance(Duration.ofDays(30));

            Answer status = world.signIn(PERSON)
                    .get("/enrollments/"
                            + applied.json().path("referenceNumber").stringValue());

            assertThat(status.status()).as("no longer told").isEqualTo(410);
        }
    }

    @ParameterizedTest
    @CsvSource({"NIP-5265877635,300,100", "PNOPL-44051401359,12,6", "x,12,6"})
    void limits_goByTheIdentifierOfTheSubject(String serialNumber, int applications, int certificates) {
        try (CertificateWorld world = new CertificateWorld()) {
            Applicant applicant = world.signIn(TestSubject.person(serialNumber));

            JsonNode before = applicant.limits();
            applicant.certified();
            JsonNode after = applicant.limits();

            assertThat(before.path("canRequest").booleanValue()).as("may apply").isTrue();
            assertThat(before.at("/enrollment/limit").intValue())
                    .as("applications")
                    .isEqualTo(applications);
            assertThat(before.at("/certificate/limit").intValue())
                    .as("certificates")
                    .isEqualTo(certificates);
            assertThat(after.at("/enrollment/remaining").intValue())
                    .as("one made")
                    .isEqualTo(applications - 1);
            assertThat(after.at("/certificate/remaining").intValue())
                    .as("one had")
                    .isEqualTo(certificates - 1);
        }
    }

    @Test
    void limits_forAKsefToken_allowNothing() {
        try (CertificateWorld world = new CertificateWorld()) {
            assertThat(world.signIn(null).limits().path("canRequest").booleanValue())
                    .as("needs a certificate")
                    .isFalse();
        }
    }

    @Test
    void enroll_beyondTheApplications_isRefusedInEveryContext() {
        try (CertificateWorld world = new CertificateWorld(Duration.ZERO, new CertificateQuota(2, 9))) {
            Applicant applicant = world.signIn(PERSON);
            applicant.certified();
            applicant.certified();
            Applicant elsewhere = world.signIn(PERSON, LoginContext.nip("7762811692"));

            assertThat(elsewhere.apply(ClientKeys.p256()).errorCode())
                    .as("the third")
                    .isEqualTo(25006);
            assertThat(elsewhere.limits().path("canRequest").booleanValue())
                    .as("told so")
                    .isFalse();
            assertThat(world.signIn(SEAL).apply(ClientKeys.p256()).status())
                    .as("others may")
                    .isEqualTo(202);
        }
    }

    @Test
    void enroll_beyondTheCertificates_isRefusedUntilOneIsRevoked() {
        try (CertificateWorld world = new CertificateWorld(Duration.ZERO, new CertificateQuota(9, 1))) {
            Applicant applicant = world.signIn(PERSON);
            String serial = applicant.certified();

            assertThat(applicant.apply(ClientKeys.p256()).errorCode())
                    .as("the second")
                    .isEqualTo(25007);
            applicant.post("/" + serial + "/revoke");
            assertThat(applicant.apply(ClientKeys.p256()).status())
                    .as("room again")
                    .isEqualTo(202);
        }
    }

    @Test
    void application_besideOneOnItsWay_isRejectedLaterAtTheLimit() {
        try (CertificateWorld world = new CertificateWorld(DELAY, new CertificateQuota(9, 1))) {
            Applicant applicant = world.signIn(PERSON);
            Answer first = applicant.apply(ClientKeys.p256());
            Answer second = applicant.apply(ClientKeys.p256());
            world.clock.advance(DELAY);

            assertThat(code(applicant.status(first))).as("issued").isEqualTo(200);
            JsonNode rejected = applicant.status(second);
            assertThat(code(rejected)).as("no room").isEqualTo(400);
            assertThat(rejected.path("status").path("details").path(0).stringValue())
                    .as("why")
                    .isEqualTo("Osiągnięto dopuszczalny limit posiadanych certyfikatów.");
        }
    }

    @Test
    void enroll_fromManyThreadsAtTheLimit_isTakenAsOftenAsItAllows() throws Exception {
        int room = 3;
        int threads = 8;
        try (CertificateWorld world = new CertificateWorld(Duration.ZERO, new CertificateQuota(room, 9))) {
            Applicant applicant = world.signIn(PERSON);
            ObjectNode application = applicant.application(ClientKeys.p256());
            ExecutorService workers = Executors.newFixedThreadPool(threads);
            Callable<Integer> act = () -> applicant.apply(application).status();
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> answer : workers.invokeAll(Collections.nCopies(4 * threads, act))) {
                answers.add(answer.get());
            }
            workers.shutdownNow();

            assertThat(answers)
                    .as("so many are taken")
                    .filteredOn(status -> status == 202)
                    .hasSize(room);
            assertThat(applicant.list().path("certificates").size())
                    .as("and certified")
                    .isEqualTo(room);
        }
    }

    private static int code(JsonNode answer) {
        return answer.path("status").path("code").intValue();
    }
}
