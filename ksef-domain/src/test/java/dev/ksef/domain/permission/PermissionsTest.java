package dev.ksef.domain.permission;

import static dev.ksef.domain.permission.FakePermissions.COMPANY;
import static dev.ksef.domain.permission.FakePermissions.NUMBER;
import static dev.ksef.domain.permission.FakePermissions.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ksef.domain.Faked;
import dev.ksef.model.Pesel;
import dev.ksef.model.error.KsefApiException;
import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefProcessingException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.grant.PersonPermissionType;
import dev.ksef.model.permission.AuthorizationQuery;
import dev.ksef.model.permission.EntityPermissionQuery;
import dev.ksef.model.permission.EuEntityPermissionQuery;
import dev.ksef.model.permission.PermissionId;
import dev.ksef.model.permission.PermissionPageRequest;
import dev.ksef.model.permission.PersonPermission;
import dev.ksef.model.permission.PersonPermissionQuery;
import dev.ksef.model.permission.PersonalPermissionQuery;
import dev.ksef.model.permission.SubordinateEntityQuery;
import dev.ksef.model.permission.SubunitPermissionQuery;
import dev.ksef.port.CallScope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of grants and revocations, and how lists are read. */
class PermissionsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final PermissionId ID = PermissionId.of("0c9a72e8-f344-457f-9c16-7c640eb60242");

    private final FakePermissions ksef = new FakePermissions();
    private final Permissions permissions = ksef.of(COMPANY);

    private PreparedGrant grant() {
        return permissions
                .grantPerson(PersonPermissionType.INVOICE_READ)
                .to(Pesel.of("44051401359"))
                .named("Jan", "Kowalski")
                .describedAs("księgowość");
    }

    @Test
    void grant_isSentOnce_andWaitedForUntilKsefHasMadeIt() {
        ksef.statuses.addAll(List.of(status(100), status(100), status(200)));
        PermissionOperation made = grant().await(PATIENCE);
        assertThat(made.referenceNumber()).isEqualTo(NUMBER);
        assertThat(ksef.sent).hasSize(1);
        assertThat(ksef.asked).containsExactly(NUMBER, NUMBER, NUMBER);
    }

    @Test
    void grant_thatIsOnlyPrepared_isNotSent() {
        grant();
        assertThat(ksef.transport.scopes()).isEmpty();
    }

    @Test
    void callsOfOneWait_endByItsDeadline() {
        ksef.statuses.add(status(200));
        grant().await(Duration.ofSeconds(30));
        assertThat(ksef.transport.scopes())
                .extracting(CallScope::deadline)
                .allMatch(deadline -> deadline.atMillis() == ksef.time.millis() + 30_000);
    }

    @Test
    void grant_thatIsNotMadeInTime_goesOnByItsNumber() {
        ksef.statuses.add(status(100));
        var late = catchThrowableOfType(KsefDeadlineException.class, () -> grant().await(Duration.ofSeconds(20)));
        assertThat(late.referenceNumber()).contains(NUMBER);
        ksef.statuses.clear();
        ksef.statuses.add(status(200));
        PermissionOperation resumed =
                permissions.operation(late.referenceNumber().orElseThrow());
        resumed.await(PATIENCE);
        assertThat(resumed.status().isSuccess()).isTrue();
        assertThat(ksef.sent).as("sent once").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400,details say why",
        "410,a unit or a subordinate entity must be one of this context",
        "420,CredentialsManage",
        "430,EnforcementOperations",
        "440,the client must first have granted any right to this context with leave to pass it on",
        "450,its type",
        "500,list the rights",
        "550,try again later"
    })
    void failure_isExplained(int code, String meaning) {
        ksef.statuses.add(status(code));
        var failed = catchThrowableOfType(KsefProcessingException.class, () -> grant().await(PATIENCE));
        assertThat(failed).hasMessageContaining("Grant of rights " + NUMBER).hasMessageContaining(meaning);
        assertThat(failed.status().code()).isEqualTo(code);
        assertThat(failed.referenceNumber()).isEqualTo(NUMBER);
    }

    @Test
    void failure_withAnUnknownCode_isToldAsItIs() {
        ksef.statuses.add(status(499));
        assertThatThrownBy(() -> grant().await(PATIENCE)).hasMessageEndingWith("failed with status 499 opis");
    }

    @Test
    void grant_withoutAnAnswer_isNotRepeated_andSaysWhereToLook() {
        for (RuntimeException failure :
                List.of(new KsefTransportException("cut", Delivery.UNKNOWN, null), Faked.error(502, 1))) {
            ksef.sent.clear();
            ksef.onChange = () -> {
                throw failure;
            };
            var unknown = catchThrowableOfType(KsefTransportException.class, () -> grant().await(PATIENCE));
            assertThat(unknown.delivery()).isEqualTo(Delivery.UNKNOWN);
            assertThat(unknown)
                    .hasMessageContaining("Do not send it again before looking")
                    .hasMessageContaining("PersonPermissionQuery.GRANTED")
                    .hasCause(failure);
            assertThat(ksef.sent).hasSize(1);
        }
    }

    @Test
    void grant_thatWasCertainlyNotReceived_failsAsItIs() {
        for (RuntimeException failure :
                List.of(new KsefTransportException("refused", Delivery.NOT_SENT, null), Faked.error(403, 1))) {
            ksef.onChange = () -> {
                throw failure;
            };
            assertThatThrownBy(() -> grant().send()).isSameAs(failure);
        }
    }

    @Test
    void revocation_isSentToItsOwnOperation_andWaitedFor() {
        ksef.statuses.add(status(200));
        permissions.revoke(ID).await(PATIENCE);
        permissions.revokeAuthorization(ID).await(PATIENCE);
        assertThat(ksef.sent).containsExactly("common " + ID, "authorization " + ID);
    }

    @Test
    void revocation_withoutAnAnswer_saysHowToFindOut() {
        ksef.onChange = () -> {
            throw new KsefTransportException("cut", Delivery.UNKNOWN, null);
        };
        assertThatThrownBy(() -> permissions.revoke(ID))
                .isInstanceOf(KsefTransportException.class)
                .hasMessageContaining("Revocation of a right got no answer")
                .hasMessageContaining("look in the list that you took " + ID + " from")
                .hasMessageContaining("if it is there no more, it is revoked");
        assertThatThrownBy(() -> permissions.revokeAuthorization(ID))
                .hasMessageContaining("AuthorizationQuery.GRANTED");
    }

    @Test
    void revocation_ofAnIdThatIsNone_isRefusedBeforeAnyCall() {
        assertThatThrownBy(() -> permissions.revoke(new PermissionId("../tokens")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("36");
        assertThat(ksef.sent).isEmpty();
    }

    @Test
    void operationThatKsefHasForgotten_isToldAsItIs() {
        KsefApiException gone = Faked.error(410, 0);
        ksef.onAsked = () -> {
            throw gone;
        };
        assertThatThrownBy(() -> permissions.operation(NUMBER).await(PATIENCE)).isSameAs(gone);
    }

    @Test
    void stream_readsAllPages_oneWhenItIsAskedFor() {
        ksef.rows = 250;
        var rights = permissions.stream(PersonPermissionQuery.GRANTED).iterator();
        assertThat(ksef.pages).as("nothing before the first is asked for").isEmpty();
        for (int i = 0; i < 100; i++) {
            assertThat(rights.next().id()).isEqualTo(new PermissionId("id-" + i));
        }
        assertThat(ksef.pages).hasSize(1);
        rights.forEachRemaining(right -> {});
        assertThat(ksef.pages)
                .containsExactly(
                        PermissionPageRequest.FIRST,
                        PermissionPageRequest.FIRST.at(1),
                        PermissionPageRequest.FIRST.at(2));
        assertThat(permissions.stream(PersonPermissionQuery.GRANTED).map(PersonPermission::id))
                .hasSize(250);
    }

    @Test
    void roles_areReadByPageAndAsAStream() {
        ksef.rows = 120;
        assertThat(permissions.roles()).hasSize(120);
        assertThat(permissions.roles(PermissionPageRequest.FIRST.ofSize(10)).roles())
                .hasSize(10);
        assertThat(permissions.attachments().isAttachmentAllowed()).isTrue();
    }

    @Test
    void everyQuery_isAskedForAsItIs_byPageAndAsAStream() {
        List<Object> queries = List.of(
                PersonalPermissionQuery.ALL,
                PersonPermissionQuery.IN_CONTEXT,
                SubunitPermissionQuery.ALL,
                EntityPermissionQuery.ALL,
                AuthorizationQuery.RECEIVED,
                EuEntityPermissionQuery.ALL,
                SubordinateEntityQuery.ALL);
        PermissionPageRequest second = PermissionPageRequest.FIRST.at(1);
        permissions.list(PersonalPermissionQuery.ALL, second);
        permissions.list(PersonPermissionQuery.IN_CONTEXT, second);
        permissions.list(SubunitPermissionQuery.ALL, second);
        permissions.list(EntityPermissionQuery.ALL, second);
        permissions.list(AuthorizationQuery.RECEIVED, second);
        permissions.list(EuEntityPermissionQuery.ALL, second);
        permissions.list(SubordinateEntityQuery.ALL, second);
        assertThat(ksef.queries).containsExactlyElementsOf(queries);
        assertThat(ksef.pages).containsOnly(second);

        ksef.queries.clear();
        assertThat(permissions.stream(PersonalPermissionQuery.ALL)).isEmpty();
        assertThat(permissions.stream(PersonPermissionQuery.IN_CONTEXT)).isEmpty();
        assertThat(permissions.stream(SubunitPermissionQuery.ALL)).isEmpty();
        assertThat(permissions.stream(EntityPermissionQuery.ALL)).isEmpty();
        assertThat(permissions.stream(AuthorizationQuery.RECEIVED)).isEmpty();
        assertThat(permissions.stream(EuEntityPermissionQuery.ALL)).isEmpty();
        assertThat(permissions.stream(SubordinateEntityQuery.ALL)).isEmpty();
        assertThat(ksef.queries).containsExactlyElementsOf(queries);
    }
}
