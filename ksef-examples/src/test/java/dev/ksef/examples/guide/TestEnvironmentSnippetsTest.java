package dev.ksef.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.KsefClient;
import dev.ksef.KsefContextClient;
import dev.ksef.adapter.crypto.SelfSigned;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.token.NewKsefToken;
import dev.ksef.examples.OfficialContract;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Pesel;
import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.collective.CollectiveIdentifierNumber;
import dev.ksef.model.collective.IdentifiedInvoice;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.model.token.TokenFilter;
import dev.ksef.model.token.TokenMetadata;
import dev.ksef.model.token.TokenPermission;
import dev.ksef.model.token.TokenStatus;
import dev.ksef.signature.signing.DssXadesSigner;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.testkit.time.FakeTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The snippets on KSeF tokens, collective identifiers and test data, run against the simulator. */
class TestEnvironmentSnippetsTest {

    private static final Nip MUNICIPALITY = Nip.of("7762811692");
    private static final Nip SCHOOL = Nip.of("1111111111");
    private static final Nip ACCOUNTANT = Nip.of("5265877635");
    private static final Pesel BOOKKEEPER = Pesel.of("80010112345");

    private final FakeTime time = FakeTime.at(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    private final OfficialContract contract = new OfficialContract();
    private final KsefSimulator simulator = KsefSimulator.builder()
            .clock(time)
            .observer(contract)
            .processingDelay(Duration.ofSeconds(2))
            .start();
    private final KsefEnvironment environment =
            KsefEnvironment.custom("simulated", simulator.baseUri().toString(), "https://qr-test.ksef.mf.gov.pl");
    private final KsefClient ksef = client(seal());
    private final KsefContextClient company = ksef.forNip(simulator.nip());

    private Credentials seal() {
        return Credentials.certificate(DssXadesSigner.of(SelfSigned.seal("Piekarnia", Nip.of(simulator.nip()))
                        .valid(time.instant().minusSeconds(60), time.instant().plus(Duration.ofDays(300)))
                        .signer())
                .withTime(time));
    }

    private KsefClient client(Credentials credentials) {
        return KsefClient.builder()
                .environment(environment)
                .credentials(credentials)
                .time(time)
                .build();
    }

    @AfterEach
    void stop() {
        ksef.close();
        simulator.close();
        assertThat(contract.violations())
                .as("exchanges that the official file does not allow")
                .isEmpty();
    }

    @Test
    void token_isStored_signsIn_andItsPredecessorsAreRevoked() {
        Map<String, String> vault = new HashMap<>();
        NewKsefToken old = KsefTokenCreation.generate(company, (number, secret) -> vault.put(number.value(), secret));
        NewKsefToken created = KsefTokenCreation.generate(company, (number, secret) -> {});
        assertThat(vault)
                .containsEntry(old.referenceNumber().value(), old.token().reveal());
        try (KsefClient shop = KsefTokenCreation.client(environment, created)) {
            assertThat(shop.forNip(simulator.nip()).limits().context()).isNotNull();
        }
        KsefTokenCreation.revokeOld(company, created.referenceNumber());
        assertThat(company.ksefTokens().get(old.referenceNumber()).is(TokenStatus.ACTIVE))
                .isFalse();
        assertThat(company.ksefTokens().get(created.referenceNumber()).is(TokenStatus.ACTIVE))
                .isTrue();
    }

    @Test
    void tokenThatWasLost_isRevoked_andOneThatSomebodyStoredIsNot() {
        ReferenceNumber stored;
        try (KsefClient colleague = client(seal())) {
            stored = colleague
                    .forNip(simulator.nip())
                    .ksefTokens()
                    .generate("Online shop", TokenPermission.INVOICE_READ)
                    .referenceNumber();
        }
        simulator.faults().add("POST /tokens#2=drop-after");
        NewKsefToken created = KsefTokenCreation.despiteLoss(company, Set.of(stored));
        created.await(Duration.ofMinutes(1));
        TokenFilter shops = TokenFilter.ALL.described("Online shop");
        assertThat(company.ksefTokens().stream(shops.with(TokenStatus.ACTIVE)))
                .extracting(TokenMetadata::referenceNumber)
                .containsExactlyInAnyOrder(stored, created.referenceNumber());
        assertThat(company.ksefTokens().stream(shops)).as("the lost one, too").hasSize(3);
    }

    @Test
    void severalInvoices_arePaidUnderOneNumber() {
        Instant now = time.instant();
        List<KsefNumber> bought = simulator.invoices().store(2, ACCOUNTANT.value(), simulator.nip(), now, now).stream()
                .map(KsefNumber::of)
                .toList();
        String title = CollectivePayments.title(company, bought.get(0), bought.get(1));
        CollectiveIdentifierNumber second = CollectivePayments.withAmounts(company, bought.get(0), bought.get(1));
        assertThat(title).hasSize(35).isNotEqualTo(second.value());
        assertThat(CollectivePayments.paidFor(company, second.value()))
                .extracting(IdentifiedInvoice::description)
                .containsOnlyOnce("first instalment");
        assertThat(CollectivePayments.list(
                        company,
                        now.minusSeconds(60).atOffset(ZoneOffset.UTC),
                        now.plusSeconds(60).atOffset(ZoneOffset.UTC),
                        bought.get(0)))
                .hasSize(2);
    }

    @Test
    void subjects_areMadeAndRemoved() {
        TestDataPreparation.subjects(ksef, MUNICIPALITY, SCHOOL, ACCOUNTANT, BOOKKEEPER);
        TestDataPreparation.remove(ksef, MUNICIPALITY, ACCOUNTANT, BOOKKEEPER);
        time.advance(Duration.ofMinutes(1));
        TestDataPreparation.subjects(ksef, MUNICIPALITY, SCHOOL, ACCOUNTANT, BOOKKEEPER);
    }

    @Test
    void blockedContext_isOpenedAgain() {
        TestDataPreparation.block(ksef, Nip.of(simulator.nip()), () -> {
            var refused = catchThrowableOfType(
                    KsefProcessingException.class,
                    () -> company.forcingAuthentication().limits().context());
            assertThat(refused.status().code()).isEqualTo(480);
        });
        time.advance(Duration.ofMinutes(1));
        assertThat(company.forcingAuthentication().limits().context()).isNotNull();
    }

    @Test
    void limits_areLoweredAndRestored() {
        TestDataPreparation.limits(company);
        assertThat(company.limits().context().onlineSession().maxInvoices()).isEqualTo(10);
        assertThat(company.limits().rateLimits().invoiceSend()).isEqualTo(RateLimit.of(1, 10, 60));
        TestDataPreparation.usualLimits(company);
        assertThat(company.limits().context().onlineSession().maxInvoices()).isEqualTo(10_000);
        assertThat(company.limits().rateLimits().invoiceSend()).isNotEqualTo(RateLimit.of(1, 10, 60));
    }

    @Test
    void certificateOfNobody_cannotBeEnded() {
        var refused = catchThrowableOfType(
                KsefApiException.class,
                () -> TestDataPreparation.expire(
                        company, CertificateSerialNumber.of("00000000000000FF"), time.instant()));
        assertThat(refused.has(25008)).isTrue();
    }

    @Test
    void features_travelWithTheCalls() {
        TestDataPreparation.ahead(company).limits().context();
        KsefClient.Builder builder = KsefClient.builder()
                .environment(environment)
                .credentials(Credentials.ksefToken(simulator.token()))
                .time(time);
        try (KsefClient ahead = TestDataPreparation.aheadEverywhere(builder).build()) {
            assertThat(ahead.forNip(simulator.nip()).limits().context()).isNotNull();
        }
    }
}
