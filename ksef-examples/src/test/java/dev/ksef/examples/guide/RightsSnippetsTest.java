package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.adapter.crypto.SelfSigned;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.examples.OfficialContract;
import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.FormCode;
import dev.ksef.model.InternalId;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.Pesel;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.grant.PersonPermissionType;
import dev.ksef.model.permission.AuthorizationQuery;
import dev.ksef.model.permission.EuEntityPermissionQuery;
import dev.ksef.model.permission.PersonPermission;
import dev.ksef.model.permission.PersonPermissionQuery;
import dev.ksef.model.permission.SubunitPermissionQuery;
import dev.ksef.port.signing.Signer;
import dev.ksef.signature.signing.DssXadesSigner;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The snippets on rights, run against the simulator. */
class RightsSnippetsTest {

    private static final String PESEL = "44051401359";
    private static final String OFFICE = "7762811692";

    private final FakeTime time = FakeTime.at("2026-11-02T10:00:00Z");
    private final OfficialContract contract = new OfficialContract();
    private final KsefSimulator simulator = KsefSimulator.builder()
            .clock(time)
            .observer(contract)
            .processingDelay(Duration.ofSeconds(2))
            .start();
    private final List<KsefClient> clients = new ArrayList<>();
    private final KsefContextClient company =
            client(Credentials.ksefToken(simulator.token())).forNip(simulator.nip());

    private KsefClient client(Credentials credentials) {
        KsefClient client = KsefClient.builder()
                .environment(KsefEnvironment.custom(
                        "simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl"))
                .credentials(credentials)
                .time(time)
                .build();
        clients.add(client);
        return client;
    }

    private KsefClient signedBy(SelfSigned certificate) {
        return client(
                Credentials.certificate(DssXadesSigner.of(signer(certificate)).withTime(time)));
    }

    private Signer signer(SelfSigned certificate) {
        return certificate
                .valid(time.instant().minus(Duration.ofDays(1)), time.instant().plus(Duration.ofDays(30)))
                .signer(LocalNewKey.ecP256());
    }

    @AfterEach
    void stop() {
        clients.forEach(KsefClient::close);
        simulator.close();
        assertThat(contract.violations())
                .as("exchanges that the official file does not allow")
                .isEmpty();
    }

    @Test
    void bookkeeper_mayWork_untilSheLeaves() {
        Rights.person(company, PESEL);
        KsefContextClient anna =
                signedBy(SelfSigned.person("Anna", "Nowak", PESEL)).forNip(simulator.nip());
        assertThat(Rights.missing(() -> anna.sessions().openOnline(FormCode.FA_3)))
                .isEmpty();
        assertThat(Rights.missing(() -> Rights.active(anna))).contains("CredentialsRead");
        assertThat(Rights.mine(anna)).hasSize(2);
        assertThat(Rights.active(company)).hasSize(2);
        Rights.revoke(company, PESEL);
        assertThat(Rights.active(company)).isEmpty();
    }

    @Test
    void office_letsItsEmployeeHandleItsClient() {
        Rights.office(company, OFFICE);
        KsefContextClient office =
                signedBy(SelfSigned.seal("Biuro", Nip.of(OFFICE))).forNip(OFFICE);
        Rights.employee(office, simulator.nip(), PESEL);
        KsefContextClient jan =
                signedBy(SelfSigned.person("Jan", "Kowalski", PESEL)).forNip(simulator.nip());
        assertThat(Rights.mine(jan)).hasSize(1);
    }

    @Test
    void everyOtherGrant_isListed() {
        Rights.selfInvoicing(company, OFFICE);
        assertThat(company.permissions().stream(AuthorizationQuery.GRANTED)).hasSize(1);

        Signer erika = signer(SelfSigned.person("Erika", "Mustermann", PESEL));
        Rights.foreigner(company, erika.certificate().certificate());
        assertThat(Rights.active(company))
                .extracting(PersonPermission::subjectPersonDetails)
                .doesNotContainNull();

        Rights.unit(company, branch(), PESEL);
        assertThat(company.permissions().stream(SubunitPermissionQuery.ALL)).hasSize(1);

        var seal = CertificateFingerprint.of(
                signer(SelfSigned.seal("Muster", Nip.of(OFFICE))).certificate().certificate());
        Rights.euEntity(company, NipVatUe.of(simulator.nip() + "-DE123456789"), seal);
        assertThat(company.permissions().stream(EuEntityPermissionQuery.ALL)).hasSize(4);
    }

    private InternalId branch() {
        return IntStream.range(0, 10)
                .mapToObj(digit -> InternalId.of(simulator.nip() + "-1234" + digit))
                .filter(InternalId::hasValidChecksum)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void grant_inTwoHalves_isOne() {
        List<ReferenceNumber> kept = new ArrayList<>();
        Rights.halves(
                company.permissions()
                        .grantPerson(PersonPermissionType.INTROSPECTION)
                        .to(Pesel.of(PESEL))
                        .named("Anna", "Nowak")
                        .describedAs("Podgląd sesji"),
                kept::add);
        Rights.resume(company, kept.get(0));
        assertThat(company.permissions().stream(PersonPermissionQuery.GRANTED)).hasSize(1);
    }
}
