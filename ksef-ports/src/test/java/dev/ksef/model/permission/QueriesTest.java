package dev.ksef.model.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.Nip;
import dev.ksef.model.OpenEnum;
import dev.ksef.model.PeppolId;
import dev.ksef.model.grant.AuthorizationType;
import dev.ksef.model.grant.PersonPermissionType;
import dev.ksef.model.subject.AuthorIdentifier;
import dev.ksef.model.subject.AuthorizedEntityIdentifier;
import dev.ksef.model.subject.EntityIdentifier;
import dev.ksef.model.subject.SubjectIdentifier;
import dev.ksef.model.subject.TargetIdentifier;
import dev.ksef.model.subject.UnitIdentifier;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What can be asked of the lists of rights. */
class QueriesTest {

    private static final Nip NIP = Nip.of("5265877635");

    @Test
    void conditions_addUp() {
        var query = PersonPermissionQuery.GRANTED
                .by(AuthorIdentifier.SYSTEM)
                .of(SubjectIdentifier.of(NIP))
                .in(UnitIdentifier.of(NIP))
                .forClient(TargetIdentifier.ALL_PARTNERS)
                .of(PersonPermissionType.INVOICE_READ)
                .in(PermissionState.ACTIVE);
        assertThat(query)
                .isEqualTo(new PersonPermissionQuery(
                        AuthorIdentifier.SYSTEM,
                        SubjectIdentifier.of(NIP),
                        UnitIdentifier.of(NIP),
                        TargetIdentifier.ALL_PARTNERS,
                        List.of(PersonPermissionType.INVOICE_READ),
                        PermissionState.ACTIVE,
                        PersonPermissionQuery.Type.PERMISSIONS_GRANTED_IN_CURRENT_CONTEXT));
        assertThat(PersonalPermissionQuery.ALL
                        .from(UnitIdentifier.of(NIP))
                        .forClient(TargetIdentifier.of(NIP))
                        .of(PersonalPermissionType.VAT_UE_MANAGE)
                        .in(PermissionState.INACTIVE))
                .isEqualTo(new PersonalPermissionQuery(
                        UnitIdentifier.of(NIP),
                        TargetIdentifier.of(NIP),
                        List.of(PersonalPermissionType.VAT_UE_MANAGE),
                        PermissionState.INACTIVE));
    }

    @Test
    void authorizations_haveTheConditionOfTheirDirection() {
        var buyer = AuthorizedEntityIdentifier.of(PeppolId.of("PPL123456"));
        var seller = EntityIdentifier.of(NIP);
        assertThat(AuthorizationQuery.GRANTED
                        .to(buyer)
                        .of(AuthorizationType.PEF_INVOICING)
                        .authorizedIdentifier())
                .isEqualTo(buyer);
        assertThat(AuthorizationQuery.RECEIVED.from(seller).authorizingIdentifier())
                .isEqualTo(seller);
        assertThatThrownBy(() -> AuthorizationQuery.GRANTED.from(seller)).hasMessageContaining("received");
        assertThatThrownBy(() -> AuthorizationQuery.RECEIVED.to(buyer)).hasMessageContaining("granted");
    }

    @Test
    void identifierOfAnUnknownType_isNotAskedFor() {
        var odd = new SubjectIdentifier(OpenEnum.of(SubjectIdentifier.Type.class, "New"), "1");
        var unit = new UnitIdentifier(OpenEnum.of(UnitIdentifier.Type.class, "New"), "1");
        var entity = new EntityIdentifier(OpenEnum.of(EntityIdentifier.Type.class, "New"), "1");
        assertThatThrownBy(() -> PersonPermissionQuery.IN_CONTEXT.of(odd)).hasMessageContaining("authorized subject");
        assertThatThrownBy(() -> PersonalPermissionQuery.ALL.from(unit)).hasMessageContaining("context");
        assertThatThrownBy(() -> SubunitPermissionQuery.of(unit)).hasMessageContaining("unit");
        assertThatThrownBy(() -> EntityPermissionQuery.from(unit)).hasMessageContaining("context");
        assertThatThrownBy(() -> SubordinateEntityQuery.of(entity)).hasMessageContaining("subordinate");
    }

    @Test
    void euEntity_isAskedForByVatNumberAndCertificate() {
        var query = EuEntityPermissionQuery.ALL
                .forEntity("DE123456789")
                .of(new CertificateFingerprint("ab".repeat(32)))
                .of(EuEntityPermission.Scope.INTROSPECTION);
        assertThat(query)
                .isEqualTo(new EuEntityPermissionQuery(
                        "DE123456789", "AB".repeat(32), List.of(EuEntityPermission.Scope.INTROSPECTION)));
        assertThatThrownBy(() -> EuEntityPermissionQuery.ALL.forEntity("5265877635-DE123456789"))
                .hasMessageContaining("country prefix");
    }

    @Test
    void page_has10To100Rows() {
        assertThat(PermissionPageRequest.FIRST.ofSize(10).at(3)).isEqualTo(new PermissionPageRequest(3, 10));
        assertThatThrownBy(() -> PermissionPageRequest.FIRST.ofSize(101)).hasMessageContaining("10 to 100");
        assertThatThrownBy(() -> PermissionPageRequest.FIRST.ofSize(9)).hasMessageContaining("10 to 100");
        assertThatThrownBy(() -> PermissionPageRequest.FIRST.at(-1)).hasMessageContaining("start at 0");
    }

    @Test
    void id_ofAnotherShape_isTakenButNotMade() {
        assertThat(new PermissionId("../x").isValid()).isFalse();
        assertThatThrownBy(() -> PermissionId.of("../x")).hasMessageContaining("36");
    }
}
