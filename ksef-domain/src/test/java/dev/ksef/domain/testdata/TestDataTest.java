package dev.ksef.domain.testdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.domain.Faked;
import dev.ksef.domain.limit.RateLimits;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.Pesel;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.limit.ApiRateLimitsOverride;
import dev.ksef.model.limit.RateLimit;
import dev.ksef.model.testdata.CreatePerson;
import dev.ksef.model.testdata.CreateSubject;
import dev.ksef.model.testdata.TestPermission;
import dev.ksef.model.testdata.TestPermissionType;
import dev.ksef.model.testdata.TestSubject;
import dev.ksef.model.testdata.TestSubjectType;
import dev.ksef.port.BearerSource;
import dev.ksef.port.CallScope;
import dev.ksef.port.RateLimiter;
import dev.ksef.port.api.LimitApi;
import dev.ksef.port.api.TestDataApi;
import dev.ksef.testkit.transport.FakeTransport;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestDataTest {

    private static final Nip NIP = Nip.of("5265877635");
    private static final Pesel PESEL = Pesel.of("80010112345");
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    private final List<String> calls = new ArrayList<>();
    private int refusal;
    private final FakeTransport transport = new FakeTransport()
            .with(TestDataApi.class, recording(TestDataApi.class))
            .with(LimitApi.class, recording(LimitApi.class));
    private final TestData data = new TestData(KsefEnvironment.TEST, transport, TIMEOUT);
    private final CallScope scope = CallScope.of(NIP, BearerSource.none(), TIMEOUT);
    private final ContextTestData company = new ContextTestData(
            KsefEnvironment.TEST, transport, scope, new RateLimits(transport, scope, RateLimiter.none(), "TEST"));

    private <A> A recording(Class<A> api) {
        return api.cast(Proxy.newProxyInstance(
                api.getClassLoader(), new Class<?>[] {api}, (proxy, method, arguments) -> {
                    if (refusal != 0) {
                        throw Faked.error(400, refusal);
                    }
                    calls.add(method.getName() + (arguments == null ? "" : Arrays.toString(arguments)));
                    return null;
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://api.ksef.mf.gov.pl/v2", "https://gateway.example/v2"})
    void production_isRefusedAtOnce_underItsNameOrItsAddress(String address) {
        String name = address.contains("gateway") ? "PRODUCTION" : "ours";
        KsefEnvironment production = KsefEnvironment.custom(name, address, "https://qr.ksef.mf.gov.pl");
        assertThatThrownBy(() -> new TestData(production, transport, TIMEOUT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PRODUCTION has no test data");
        assertThatThrownBy(() -> new ContextTestData(
                        production, transport, scope, new RateLimits(transport, scope, RateLimiter.none(), name)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void subjectsAndRights_areMadeWithoutASignIn() {
        data.create(CreateSubject.of(NIP, TestSubjectType.JST, "Gmina"));
        data.create(CreatePerson.of(NIP, PESEL, "Jan Kowalski"));
        data.grant(NIP, TestSubject.of(PESEL), TestPermission.of(TestPermissionType.INVOICE_READ, "Odczyt"));
        data.revoke(NIP, TestSubject.of(PESEL));
        data.allowAttachments(NIP);
        data.revokeAttachments(NIP);
        data.revokeAttachments(NIP, LocalDate.of(2026, 12, 1));
        data.block(NIP);
        data.unblock(NIP);
        data.removePerson(NIP);
        data.removeSubject(NIP);
        assertThat(calls)
                .extracting(call -> call.substring(0, call.indexOf('[')))
                .containsExactly(
                        "createSubject",
                        "createPerson",
                        "grantPermissions",
                        "revokePermissions",
                        "allowAttachments",
                        "revokeAttachments",
                        "revokeAttachments",
                        "blockContext",
                        "unblockContext",
                        "removePerson",
                        "removeSubject");
        assertThat(calls.get(6)).contains("2026-12-01");
        assertThat(calls).noneMatch(call -> call.contains(PESEL.value()));
        assertThat(transport.scopes().get(0).context()).isNull();
    }

    @Test
    void limits_thatAreSet_becomeThoseOfTheLimiter() {
        company.setRateLimits(
                ApiRateLimitsOverride.builder(RateLimit.of(1, 2, 3)).build());
        company.setProductionRateLimits();
        company.resetRateLimits();
        assertThat(calls)
                .extracting(call -> call.replaceAll("\\[.*", ""))
                .containsExactly(
                        "setRateLimits",
                        "rateLimits",
                        "setProductionRateLimits",
                        "rateLimits",
                        "resetRateLimits",
                        "rateLimits");
    }

    @Test
    void certificate_isEndedByItsNumber() {
        company.endCertificate(CertificateSerialNumber.of("01AA000000000000"), Instant.parse("2026-11-02T09:00:00Z"));
        assertThat(calls)
                .containsExactly("updateCertificate[01AA000000000000, UpdateCertificate[validTo=2026-11-02T09:00Z]]");
    }

    @Test
    void refusals_areExplained() {
        refusal = 30001;
        assertThatThrownBy(() -> data.create(CreateSubject.of(NIP, TestSubjectType.JST, "Gmina")))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("somebody made it already");
        assertThatThrownBy(() -> data.grant(
                        NIP, TestSubject.of(PESEL), TestPermission.of(TestPermissionType.INVOICE_READ, "Odczyt")))
                .as("rights are not made twice, and KSeF does not list that error for them")
                .isInstanceOf(KsefApiException.class)
                .hasMessageNotContaining("somebody");
        refusal = 25008;
        assertThatThrownBy(() -> company.endCertificate(
                        CertificateSerialNumber.of("01AA000000000000"), Instant.parse("2026-11-02T09:00:00Z")))
                .isInstanceOf(KsefApiException.class)
                .hasMessageContaining("no certificate with this serial number");
        refusal = 21405;
        assertThatThrownBy(() -> data.create(CreatePerson.of(NIP, PESEL, "Jan Kowalski")))
                .as("what we know nothing about is told as it is")
                .isInstanceOf(KsefApiException.class)
                .hasMessageNotContaining("somebody");
    }
}
