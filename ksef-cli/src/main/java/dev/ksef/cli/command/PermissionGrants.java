package dev.ksef.cli.command;

import dev.ksef.cli.call.Invocation;
import dev.ksef.cli.shell.ExitCode;
import dev.ksef.cli.shell.Failure;
import dev.ksef.cli.shell.Words;
import dev.ksef.domain.permission.EntityGrant;
import dev.ksef.domain.permission.EuNaming;
import dev.ksef.domain.permission.EuRecipient;
import dev.ksef.domain.permission.GrantDescription;
import dev.ksef.domain.permission.IndirectGrant;
import dev.ksef.domain.permission.Permissions;
import dev.ksef.domain.permission.PersonProof;
import dev.ksef.domain.permission.PersonRecipient;
import dev.ksef.domain.permission.PreparedGrant;
import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.Pesel;
import dev.ksef.model.grant.AuthorizationType;
import dev.ksef.model.grant.EntityPermissionType;
import dev.ksef.model.grant.EuEntityPermissionType;
import dev.ksef.model.grant.IndirectPermissionType;
import dev.ksef.model.grant.PersonPermissionType;
import dev.ksef.model.subject.IdDocument;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes grants of rights of what was typed. Nothing is sent here. */
final class PermissionGrants {

    /** The actions that grant, as they are typed. */
    static final List<String> NAMES = List.of(
            "grant-person",
            "grant-entity",
            "grant-authorization",
            "grant-indirect",
            "grant-unit",
            "grant-eu-administration",
            "grant-eu");

    private static final int PESEL_DIGITS = 11;
    private static final int FINGERPRINT_DIGITS = 64;

    private final Invocation invocation;
    private final Permissions permissions;

    PermissionGrants(Invocation invocation, Permissions permissions) {
        this.invocation = invocation;
        this.permissions = permissions;
    }

    /** Returns the grant of an action. */
    PreparedGrant of(String action) {
        GrantDescription grant = switch (action) {
            case "grant-person" ->
                person(permissions.grantPerson(invocation.choices("--rights", PersonPermissionType.class)));
            case "grant-entity" -> entity();
            case "grant-authorization" -> authorization();
            case "grant-indirect" -> person(indirect());
            case "grant-unit" -> person(unit());
            case "grant-eu-administration" ->
                eu(permissions
                        .grantEuAdministration()
                        .ofEntity(context(), invocation.required("--name"), invocation.required("--address")));
            case "grant-eu" ->
                eu(permissions.grantEuEntity(invocation.choices("--rights", EuEntityPermissionType.class)));
            default -> throw new IllegalStateException("There is no grant " + action);
        };
        return grant.describedAs(invocation.required("--description"));
    }

    private GrantDescription entity() {
        List<EntityPermissionType> rights = invocation.choices("--rights", EntityPermissionType.class);
        boolean delegable = invocation.has("--delegable");
        EntityGrant grant =
                delegable ? permissions.grantEntityDelegable(rights.get(0)) : permissions.grantEntity(rights.get(0));
        for (EntityPermissionType right : rights.subList(1, rights.size())) {
            grant = delegable ? grant.andDelegable(right) : grant.and(right);
        }
        return grant.to(References.nip(who(), invocation.words())).named(invocation.required("--name"));
    }

    private GrantDescription authorization() {
        var grant = permissions.grantAuthorization(one(invocation.choices("--rights", AuthorizationType.class)));
        String who = who();
        var named = who.regionMatches(true, 0, "P", 0, 1)
                ? grant.to(References.checked(PeppolId::of, who, "no.peppol", invocation.words()))
                : grant.to(References.nip(who, invocation.words()));
        return named.named(invocation.required("--name"));
    }

    private AuthorizationType one(List<AuthorizationType> rights) {
        if (rights.size() != 1) {
            throw new Failure(ExitCode.USAGE, invocation.words().get("permission.one"));
        }
        return rights.get(0);
    }

    private PersonRecipient indirect() {
        IndirectGrant grant = permissions.grantIndirect(invocation.choices("--rights", IndirectPermissionType.class));
        @Nullable String client = invocation.text("--client");
        if (client == null) {
            return grant.forAllClients();
        }
        return client.length() == InternalId.LENGTH
                ? grant.forClient(References.unit(client, invocation.words()))
                : grant.forClient(References.nip(client, invocation.words()));
    }

    private PersonRecipient unit() {
        String unit = invocation.required("--unit").strip();
        var grant = permissions.grantSubunitAdministration();
        return unit.length() == InternalId.LENGTH
                ? grant.ofUnit(References.unit(unit, invocation.words()), invocation.required("--name"))
                : grant.ofSubordinate(References.nip(unit, invocation.words()));
    }

    private NipVatUe context() {
        return References.checked(NipVatUe::of, invocation.required("--context"), "no.context", invocation.words());
    }

    private GrantDescription eu(EuRecipient recipient) {
        EuNaming named = recipient.to(fingerprint(who()));
        return invocation.has("--last-name")
                ? proven(named.named(firstName(), lastName()))
                : named.namedEntity(invocation.required("--name"), invocation.required("--address"));
    }

    private GrantDescription person(PersonRecipient recipient) {
        String who = who();
        return switch (who.length()) {
            case PESEL_DIGITS -> recipient.to(pesel(who)).named(firstName(), lastName());
            case FINGERPRINT_DIGITS -> proven(recipient.to(fingerprint(who)).named(firstName(), lastName()));
            default -> recipient.to(nip(who)).named(firstName(), lastName());
        };
    }

    /** Who somebody is whose certificate does not tell it. */
    private GrantDescription proven(PersonProof person) {
        @Nullable String number = invocation.text("--identified-by");
        if (number != null) {
            String digits = number.strip();
            return digits.length() == PESEL_DIGITS
                    ? person.identifiedBy(pesel(digits))
                    : person.identifiedBy(nip(digits));
        }
        invocation.required("--born");
        return person.identifiedBy(
                invocation.day("--born", LocalDate.EPOCH),
                IdDocument.of(
                        invocation.required("--document-type"),
                        invocation.required("--document-number"),
                        invocation.required("--document-country")));
    }

    private String who() {
        return invocation.given(1).strip();
    }

    private String firstName() {
        return invocation.required("--first-name");
    }

    private String lastName() {
        return invocation.required("--last-name");
    }

    private Nip nip(String text) {
        return References.checked(Nip::of, text.replace("-", ""), "no.person", invocation.words());
    }

    private Pesel pesel(String text) {
        return References.checked(Pesel::of, text, "no.person", invocation.words());
    }

    private CertificateFingerprint fingerprint(String text) {
        Words words = invocation.words();
        return References.checked(CertificateFingerprint::of, text, "no.fingerprint", words);
    }
}
