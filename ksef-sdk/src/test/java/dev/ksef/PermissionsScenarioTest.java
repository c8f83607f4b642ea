package dev.ksef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.adapter.crypto.LocalNewKey;
import dev.ksef.adapter.crypto.SelfSigned;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.permission.PermissionOperation;
import dev.ksef.domain.permission.PersonRecipient;
import dev.ksef.domain.permission.PreparedGrant;
import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.FormCode;
import dev.ksef.model.InternalId;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.Pesel;
import dev.ksef.model.error.KsefForbiddenException;
import dev.ksef.model.error.KsefGoneException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.grant.AuthorizationType;
import dev.ksef.model.grant.EntityPermissionType;
import dev.ksef.model.grant.IndirectPermissionType;
import dev.ksef.model.grant.PersonPermissionType;
import dev.ksef.model.permission.AuthorizationQuery;
import dev.ksef.model.permission.EntityPermissionQuery;
import dev.ksef.model.permission.EuEntityPermissionQuery;
import dev.ksef.model.permission.PermissionPageRequest;
import dev.ksef.model.permission.PermissionState;
import dev.ksef.model.permission.PersonPermission;
import dev.ksef.model.permission.PersonPermissionQuery;
import dev.ksef.model.permission.PersonalPermission;
import dev.ksef.model.permission.PersonalPermissionQuery;
import dev.ksef.model.permission.PersonalPermissionType;
import dev.ksef.model.permission.SubordinateEntityQuery;
import dev.ksef.model.permission.SubunitPermissionQuery;
import dev.ksef.model.subject.AuthorizedEntityIdentifier;
import dev.ksef.model.subject.EntityIdentifier;
import dev.ksef.model.subject.SubjectIdentifier;
import dev.ksef.model.subject.TargetIdentifier;
import dev.ksef.model.subject.UnitIdentifier;
import dev.ksef.port.signing.Signer;
import dev.ksef.signature.signing.DssXadesSigner;
import dev.ksef.testkit.server.CuttingProxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of rights: granted, listed, used, and revoked. */
class PermissionsScenarioTest extends Scenario {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Nip CLIENT = Nip.of("7762811692");
    private static final Pesel PESEL = Pesel.of("44051401359");

    private final List<KsefClient> clients = new ArrayList<>();
    private final Signer person = signer(SelfSigned.person("Jan", "Kowalski", PESEL.value()));

    @BeforeEach
    void keepThePersonToOurselves() {
        secret(PESEL.value());
        secret("Kowalski");
    }

    @AfterEach
    void closeClients() {
        clients.forEach(KsefClient::close);
    }

    private PersonRecipient read() {
        return company.permissions().grantPerson(PersonPermissionType.INVOICE_READ);
    }

    private static PreparedGrant toJan(PersonRecipient grant) {
        return grant.to(PESEL).named("Jan", "Kowalski").describedAs("księgowość 2026");
    }

    @Test
    void bookkeeper_readsWhatHeMay_sendsWhatHeMay_andNothingAfterwards() {
        toJan(read()).await(PATIENCE);
        KsefContextClient bookkeeper = signedBy(person).forNip(simulator.nip());
        assertThat(mine(bookkeeper)).containsExactly(PersonalPermissionType.INVOICE_READ);
        var refused = catchThrowableOfType(
                KsefForbiddenException.class, () -> bookkeeper.sessions().openOnline(FormCode.FA_3));
        assertThat(refused.requiredAnyOf()).contains("InvoiceWrite");
        assertThat(refused.present()).containsExactly("InvoiceRead");
        assertThatThrownBy(() -> toJan(bookkeeper.permissions().grantPerson(PersonPermissionType.INVOICE_WRITE))
                        .send())
                .as("nor may he help himself")
                .isInstanceOf(KsefForbiddenException.class)
                .hasMessageContaining("CredentialsManage");

        toJan(company.permissions().grantPerson(PersonPermissionType.INVOICE_WRITE))
                .await(PATIENCE);
        var session = bookkeeper.forcingAuthentication().sessions().openOnline(FormCode.FA_3);
        assertThat(session.send(invoice("FV/1")).await(PATIENCE).ksefNumber()).isNotNull();

        var his = PersonPermissionQuery.GRANTED.of(SubjectIdentifier.of(PESEL));
        List<PersonPermission> granted = company.permissions().stream(his).toList();
        assertThat(granted).hasSize(2).allSatisfy(right -> {
            assertThat(right.description()).isEqualTo("księgowość 2026");
            assertThat(right.authorizedIdentifier()).isEqualTo(SubjectIdentifier.of(PESEL));
        });
        granted.forEach(right -> company.permissions().revoke(right.id()).await(PATIENCE));
        assertThat(company.permissions().stream(his)).isEmpty();
        assertThat(catchThrowableOfType(KsefProcessingException.class, () -> mine(bookkeeper.forcingAuthentication()))
                        .status()
                        .code())
                .as("signing in without any right")
                .isEqualTo(415);
    }

    private static List<PersonalPermissionType> mine(KsefContextClient view) {
        return view.permissions().stream(PersonalPermissionQuery.ALL)
                .flatMap(right -> Stream.ofNullable(right.permissionScope()))
                .map(scope -> scope.known().orElseThrow())
                .toList();
    }

    @Test
    void employee_handlesTheInvoicesOfAClient_untilTheOfficeMayNoLonger() {
        KsefContextClient client =
                signedBy(signer(SelfSigned.seal("Klient S.A.", CLIENT))).forNip(CLIENT.value());
        var forClient = company.permissions()
                .grantIndirect(IndirectPermissionType.INVOICE_READ)
                .forClient(CLIENT);
        assertThat(catchThrowableOfType(
                                KsefProcessingException.class,
                                () -> toJan(forClient).await(PATIENCE))
                        .status()
                        .code())
                .as("the client has not let the office pass anything on")
                .isEqualTo(440);
        client.permissions()
                .grantEntityDelegable(EntityPermissionType.INVOICE_READ)
                .to(Nip.of(simulator.nip()))
                .named("Biuro rachunkowe")
                .describedAs("obsługa faktur")
                .await(PATIENCE);
        assertThat(company.permissions().stream(EntityPermissionQuery.from(UnitIdentifier.of(CLIENT))))
                .singleElement()
                .satisfies(right -> assertThat(right.canDelegate()).isTrue());
        toJan(forClient).await(PATIENCE);
        KsefClient employee = signedBy(person);
        assertThat(employee.forNip(CLIENT.value()).permissions().stream(PersonalPermissionQuery.ALL))
                .extracting(PersonalPermission::targetIdentifier)
                .containsExactly(TargetIdentifier.of(CLIENT));

        client.permissions().stream(PersonPermissionQuery.IN_CONTEXT.of(SubjectIdentifier.of(Nip.of(simulator.nip()))))
                .forEach(right -> client.permissions().revoke(right.id()).await(PATIENCE));

        assertThat(catchThrowableOfType(
                                KsefProcessingException.class,
                                () -> mine(employee.forNip(CLIENT.value()).forcingAuthentication()))
                        .status()
                        .code())
                .isEqualTo(415);
        assertThat(company.permissions().stream(PersonPermissionQuery.GRANTED.in(PermissionState.INACTIVE)))
                .as("the office sees what does not work any more")
                .extracting(PersonPermission::targetIdentifier)
                .containsExactly(TargetIdentifier.of(CLIENT));
    }

    @Test
    void rightForEnforcement_isRefusedToAnOrdinaryCompany_withTheRule() {
        var grant = toJan(company.permissions().grantPerson(PersonPermissionType.ENFORCEMENT_OPERATIONS));
        assertThat(catchThrowableOfType(KsefProcessingException.class, () -> grant.await(PATIENCE)))
                .hasMessageContaining("430")
                .hasMessageContaining("enforcement authorities and court bailiffs");
        assertThat(company.permissions().roles()).isEmpty();
        assertThat(company.permissions()
                        .list(SubordinateEntityQuery.ALL, PermissionPageRequest.FIRST)
                        .roles())
                .isEmpty();
    }

    @Test
    void authorization_isSeenFromBothSides_andRevokedByItsOwnNumber() {
        company.permissions()
                .grantAuthorization(AuthorizationType.SELF_INVOICING)
                .to(CLIENT)
                .named("Nabywca S.A.")
                .describedAs("samofakturowanie")
                .await(PATIENCE);
        KsefContextClient buyer =
                signedBy(signer(SelfSigned.seal("Nabywca S.A.", CLIENT))).forNip(CLIENT.value());
        assertThat(buyer.permissions().stream(
                        AuthorizationQuery.RECEIVED.from(EntityIdentifier.of(Nip.of(simulator.nip())))))
                .hasSize(1);
        var granted = AuthorizationQuery.GRANTED
                .to(AuthorizedEntityIdentifier.of(CLIENT))
                .of(AuthorizationType.SELF_INVOICING);
        company.permissions().stream(granted)
                .forEach(authorization -> company.permissions()
                        .revokeAuthorization(authorization.id())
                        .await(PATIENCE));
        assertThat(company.permissions().stream(granted)).isEmpty();
    }

    @Test
    void administrators_ofUnitsAndEuEntities_workInContextsOfTheirOwn() {
        InternalId unit = unit(simulator.nip() + "-1234");
        toJan(company.permissions().grantSubunitAdministration().ofUnit(unit, "Oddział w Łodzi"))
                .await(PATIENCE);
        assertThat(company.permissions().stream(SubunitPermissionQuery.of(UnitIdentifier.of(unit))))
                .singleElement()
                .satisfies(right -> assertThat(right.subunitName()).isEqualTo("Oddział w Łodzi"));
        KsefContextClient administrator = signedBy(person).forContext(unit);
        assertThat(mine(administrator)).containsExactly(PersonalPermissionType.CREDENTIALS_MANAGE);

        Signer seal = signer(SelfSigned.seal("Firma GmbH", Nip.of("1111111111")));
        var fingerprint = CertificateFingerprint.of(seal.certificate().certificate());
        company.permissions()
                .grantEuAdministration()
                .ofEntity(NipVatUe.of(simulator.nip() + "-DE123456789"), "Firma GmbH", "Berlin")
                .to(fingerprint)
                .namedEntity("Firma GmbH", "Berlin")
                .describedAs("samofakturowanie UE")
                .await(PATIENCE);
        assertThat(company.permissions().stream(
                        EuEntityPermissionQuery.ALL.forEntity("DE123456789").of(fingerprint)))
                .hasSize(4)
                .allSatisfy(right -> assertThat(right.euEntityName()).isEqualTo("Firma GmbH, Berlin"));
    }

    /** The check digit of an internal identifier is the one that passes the check. */
    private static InternalId unit(String start) {
        return Stream.iterate(0, digit -> digit + 1)
                .map(digit -> InternalId.of(start + digit))
                .filter(InternalId::hasValidChecksum)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void grantWhoseAnswerIsLost_isMadeOnce_andFoundWhereTheMessageSays() {
        try (CuttingProxy proxy = CuttingProxy.before(
                URI.create("http://127.0.0.1:" + simulator.baseUri().getPort()))) {
            KsefContextClient cut = client(
                            Credentials.ksefToken(simulator.token()),
                            KsefEnvironment.custom("cut", proxy.uri() + "/v2", "https://qr-test.ksef.mf.gov.pl"))
                    .forNip(simulator.nip());
            proxy.badGatewayAfter("POST", "/permissions/persons/grants");
            var grant = toJan(cut.permissions().grantPerson(PersonPermissionType.INVOICE_READ));
            assertThat(catchThrowableOfType(KsefTransportException.class, grant::send))
                    .hasMessageContaining("answered with HTTP 502")
                    .hasMessageContaining("PersonPermissionQuery.GRANTED");
            time.advance(PATIENCE);
            assertThat(cut.permissions().stream(PersonPermissionQuery.GRANTED)).hasSize(1);
        }
    }

    @Test
    void operation_isAwaitedByItsNumberLater_forThirtyDays() {
        PermissionOperation sent = toJan(read()).send();
        assertThat(sent.status().isSuccess()).isFalse();
        PermissionOperation resumed = company.permissions().operation(sent.referenceNumber());
        resumed.await(PATIENCE);
        assertThat(resumed.status().isSuccess()).isTrue();
        time.advance(Duration.ofDays(31));
        assertThatThrownBy(resumed::status).isInstanceOf(KsefGoneException.class);
    }

    private Signer signer(SelfSigned certificate) {
        Instant now = time.instant();
        return certificate
                .valid(now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(365)))
                .signer(LocalNewKey.ecP256());
    }

    private KsefClient signedBy(Signer signer) {
        return client(Credentials.certificate(DssXadesSigner.of(signer).withTime(time)), environment);
    }

    private KsefClient client(Credentials credentials, KsefEnvironment at) {
        KsefClient client = KsefClient.builder()
                .environment(at)
                .credentials(credentials)
                .time(time)
                .listener(events)
                .build();
        clients.add(client);
        return client;
    }
}
