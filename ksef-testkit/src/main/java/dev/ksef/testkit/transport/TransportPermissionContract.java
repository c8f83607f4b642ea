package dev.ksef.testkit.transport;

import static dev.ksef.testkit.transport.TransportSamples.NIP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.InternalId;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.Pesel;
import dev.ksef.model.grant.EntityDetails;
import dev.ksef.model.grant.EntityPermission;
import dev.ksef.model.grant.EntityPermissionType;
import dev.ksef.model.grant.EuSubjectDetails;
import dev.ksef.model.grant.GrantEntityPermissions;
import dev.ksef.model.grant.GrantEuEntityAdministration;
import dev.ksef.model.grant.GrantIndirectPermissions;
import dev.ksef.model.grant.GrantPersonPermissions;
import dev.ksef.model.grant.GrantSubunitAdministration;
import dev.ksef.model.grant.IndirectPermissionType;
import dev.ksef.model.grant.PersonDetails;
import dev.ksef.model.grant.PersonPermissionType;
import dev.ksef.model.grant.PersonSubjectDetails;
import dev.ksef.model.grant.PersonWithDocument;
import dev.ksef.model.permission.AuthorizationQuery;
import dev.ksef.model.permission.EuEntityPermissionQuery;
import dev.ksef.model.permission.PermissionId;
import dev.ksef.model.permission.PermissionPageRequest;
import dev.ksef.model.permission.PersonPermissionQuery;
import dev.ksef.model.permission.PersonalPermissionQuery;
import dev.ksef.model.subject.AuthorIdentifier;
import dev.ksef.model.subject.EntityIdentifier;
import dev.ksef.model.subject.EuEntityContextIdentifier;
import dev.ksef.model.subject.EuEntityDetails;
import dev.ksef.model.subject.FingerprintIdentifier;
import dev.ksef.model.subject.IdDocument;
import dev.ksef.model.subject.SubjectIdentifier;
import dev.ksef.model.subject.TargetIdentifier;
import dev.ksef.model.subject.UnitIdentifier;
import dev.ksef.port.Transport;
import dev.ksef.port.api.PermissionApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.testkit.server.ScriptedServer.Reply;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests how a {@link Transport} writes grants and reads lists of rights, whose identifiers travel with their types. */
public interface TransportPermissionContract extends TransportFixture {

    @Test
    default void grant_toEachKindOfSubject_travelsAsTheOfficialFileHasIt() {
        Reply accepted = Reply.json(202, "{\"referenceNumber\":\"20261102-EG-1111111111-2222222222-33\"}");
        server().then(accepted, accepted, accepted, accepted, accepted);
        var api = signedIn(PermissionApi.class);
        var jan = PersonDetails.of("Jan", "Kowalski");
        var person = SubjectIdentifier.of(Pesel.of("44051401359"));
        var certificate = CertificateFingerprint.of("ab".repeat(32));
        api.grantPerson(GrantPersonPermissions.of(
                person, PersonSubjectDetails.of(jan), List.of(PersonPermissionType.INVOICE_READ), "podgląd"));
        api.grantEntity(GrantEntityPermissions.of(
                EntityIdentifier.of(NIP),
                EntityDetails.of("Biuro ABC"),
                List.of(EntityPermission.delegable(EntityPermissionType.INVOICE_WRITE)),
                "obsługa"));
        api.grantIndirectly(GrantIndirectPermissions.of(
                SubjectIdentifier.of(certificate),
                PersonSubjectDetails.of(
                        PersonWithDocument.of(jan, LocalDate.of(1990, 2, 3), IdDocument.of("passport", "AB1", "DE"))),
                TargetIdentifier.ALL_PARTNERS,
                List.of(IndirectPermissionType.INVOICE_READ),
                "klienci"));
        api.grantSubunitAdministration(GrantSubunitAdministration.of(
                person,
                PersonSubjectDetails.of(jan),
                UnitIdentifier.of(InternalId.of("5265877635-12346")),
                "Oddział",
                "administrator"));
        api.grantEuEntityAdministration(GrantEuEntityAdministration.of(
                FingerprintIdentifier.of(certificate),
                EuSubjectDetails.of(EuEntityDetails.of("Firma GmbH", "Berlin")),
                EuEntityContextIdentifier.of(NipVatUe.of("5265877635-DE123456789")),
                EuEntityDetails.of("Firma GmbH", "Berlin"),
                "samofakturowanie"));

        String fingerprint = "AB".repeat(32);
        assertThat(server().received())
                .extracting(request -> request.method() + " " + request.target() + " " + request.body())
                .containsExactly(
                        "POST /v2/permissions/persons/grants "
                                + "{\"subjectIdentifier\":{\"type\":\"Pesel\",\"value\":\"44051401359\"},"
                                + "\"permissions\":[\"InvoiceRead\"],\"description\":\"podgląd\","
                                + "\"subjectDetails\":{\"subjectDetailsType\":\"PersonByIdentifier\","
                                + "\"personById\":{\"firstName\":\"Jan\",\"lastName\":\"Kowalski\"}}}",
                        "POST /v2/permissions/entities/grants "
                                + "{\"subjectIdentifier\":{\"type\":\"Nip\",\"value\":\"5265877635\"},"
                                + "\"permissions\":[{\"type\":\"InvoiceWrite\",\"canDelegate\":true}],"
                                + "\"description\":\"obsługa\",\"subjectDetails\":{\"fullName\":\"Biuro ABC\"}}",
                        "POST /v2/permissions/indirect/grants "
                                + "{\"subjectIdentifier\":{\"type\":\"Fingerprint\",\"value\":\"" + fingerprint + "\"},"
                                + "\"targetIdentifier\":{\"type\":\"AllPartners\"},\"permissions\":[\"InvoiceRead\"],"
                                + "\"description\":\"klienci\",\"subjectDetails\":{"
                                + "\"subjectDetailsType\":\"PersonByFingerprintWithoutIdentifier\","
                                + "\"personByFpNoId\":{\"firstName\":\"Jan\",\"lastName\":\"Kowalski\","
                                + "\"birthDate\":\"1990-02-03\","
                                + "\"idDocument\":{\"type\":\"passport\",\"number\":\"AB1\",\"country\":\"DE\"}}}}",
                        "POST /v2/permissions/subunits/grants "
                                + "{\"subjectIdentifier\":{\"type\":\"Pesel\",\"value\":\"44051401359\"},"
                                + "\"contextIdentifier\":{\"type\":\"InternalId\",\"value\":\"5265877635-12346\"},"
                                + "\"description\":\"administrator\",\"subunitName\":\"Oddział\","
                                + "\"subjectDetails\":{\"subjectDetailsType\":\"PersonByIdentifier\","
                                + "\"personById\":{\"firstName\":\"Jan\",\"lastName\":\"Kowalski\"}}}",
                        "POST /v2/permissions/eu-entities/administration/grants "
                                + "{\"subjectIdentifier\":{\"type\":\"Fingerprint\",\"value\":\"" + fingerprint + "\"},"
                                + "\"contextIdentifier\":{\"type\":\"NipVatUe\",\"value\":\"5265877635-DE123456789\"},"
                                + "\"description\":\"samofakturowanie\",\"euEntityName\":\"Firma GmbH, Berlin\","
                                + "\"subjectDetails\":{\"subjectDetailsType\":\"EntityByFingerprint\","
                                + "\"entityByFp\":{\"fullName\":\"Firma GmbH\",\"address\":\"Berlin\"}},"
                                + "\"euEntityDetails\":{\"fullName\":\"Firma GmbH\",\"address\":\"Berlin\"}}");
    }

    @Test
    default void queryForRights_withoutConditions_sendsNone() {
        Reply none = Reply.json(200, "{\"hasMore\":false,\"permissions\":[],\"authorizationGrants\":[]}");
        server().then(none, none, none, none, none);
        var api = signedIn(PermissionApi.class);
        PermissionPageRequest second = PermissionPageRequest.FIRST.at(1).ofSize(50);
        api.query(PersonalPermissionQuery.ALL, second);
        api.query(PersonPermissionQuery.IN_CONTEXT, second);
        api.query(AuthorizationQuery.GRANTED, second);
        api.query(EuEntityPermissionQuery.ALL, second);
        api.query(
                PersonPermissionQuery.GRANTED
                        .by(AuthorIdentifier.SYSTEM)
                        .of(PersonPermissionType.INVOICE_READ, PersonPermissionType.INTROSPECTION),
                second);
        String page = "?pageOffset=1&pageSize=50 ";
        assertThat(server().received())
                .extracting(request -> request.method() + " " + request.target() + " " + request.body())
                .containsExactly(
                        "POST /v2/permissions/query/personal/grants" + page + "{}",
                        "POST /v2/permissions/query/persons/grants" + page
                                + "{\"queryType\":\"PermissionsInCurrentContext\"}",
                        "POST /v2/permissions/query/authorizations/grants" + page + "{\"queryType\":\"Granted\"}",
                        "POST /v2/permissions/query/eu-entities/grants" + page + "{}",
                        "POST /v2/permissions/query/persons/grants" + page
                                + "{\"authorIdentifier\":{\"type\":\"System\"},"
                                + "\"permissionTypes\":[\"InvoiceRead\",\"Introspection\"],"
                                + "\"queryType\":\"PermissionsGrantedInCurrentContext\"}");
    }

    @Test
    default void rights_ofKindsThatAreNew_areReadAllTheSame() {
        server().then(Reply.json(200, """
                {"hasMore":false,"permissions":[
                 {"permissionScope":"Owner","permissionState":"Asleep","description":"d"},
                 {"id":"0c9a72e8-f344-457f-9c16-7c640eb60242","permissionScope":{"scope":"Owner"},
                  "contextIdentifier":{"type":"Planet","value":"Mars"},"authorizedIdentifier":{"value":"x"},
                  "targetIdentifier":{"type":"AllPartners"},"startDate":"2026-11-02T10:00:00+01:00","canDelegate":true,
                  "subjectPersonDetails":{"subjectDetailsType":"PersonByRetina","firstName":"Jan"}}]}"""));
        var rights = signedIn(PermissionApi.class)
                .query(PersonalPermissionQuery.ALL, PermissionPageRequest.FIRST)
                .permissions();
        assertThat(rights).as("no row is lost").hasSize(2);
        assertThat(String.valueOf(rights.get(0).permissionScope())).isEqualTo("Owner");
        assertThat(rights.get(0).id()).isNull();
        assertThat(String.valueOf(rights.get(0).permissionState())).isEqualTo("Asleep");
        assertThat(rights.get(1).id()).isEqualTo(PermissionId.of("0c9a72e8-f344-457f-9c16-7c640eb60242"));
        assertThat(rights.get(1).permissionScope()).isNull();
        assertThat(String.valueOf(rights.get(1).contextIdentifier())).isEqualTo("Planet Mars");
        assertThat(rights.get(1).authorizedIdentifier()).as("has no type").isNull();
        assertThat(rights.get(1).targetIdentifier()).isEqualTo(TargetIdentifier.ALL_PARTNERS);
        assertThat(events().of(KsefEvent.UnknownValue.class))
                .extracting(KsefEvent.UnknownValue::value)
                .contains("Owner", "Asleep", "Planet", "PersonByRetina");
    }

    @Test
    default void right_isRevokedByItsNumberInThePath() {
        Reply accepted = Reply.json(202, "{\"referenceNumber\":\"20261102-EG-1111111111-2222222222-33\"}");
        server().then(accepted, accepted);
        PermissionId id = PermissionId.of("0c9a72e8-f344-457f-9c16-7c640eb60242");
        signedIn(PermissionApi.class).revoke(id);
        signedIn(PermissionApi.class).revokeAuthorization(id);
        assertThat(server().received())
                .extracting(request -> request.method() + " " + request.target())
                .containsExactly(
                        "DELETE /v2/permissions/common/grants/" + id,
                        "DELETE /v2/permissions/authorizations/grants/" + id);
    }
}
