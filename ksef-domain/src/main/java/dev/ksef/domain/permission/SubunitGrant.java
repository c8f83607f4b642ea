package dev.ksef.domain.permission;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.grant.GrantSubunitAdministration;
import dev.ksef.model.subject.UnitIdentifier;
import org.jspecify.annotations.Nullable;

/** The appointment of an administrator, which lacks the unit. */
public final class SubunitGrant {

    private static final String LOOK = "list the administrators of units (SubunitPermissionQuery)";

    private final PermissionCalls calls;

    SubunitGrant(PermissionCalls calls) {
        this.calls = calls;
    }

    /**
     * Appoints an administrator of a unit of this taxpayer. The unit comes into being by that, if it is new.
     *
     * @param unit the NIP of this context, a hyphen, four digits, and a check digit
     * @param name 5 to 256 characters
     * @throws IllegalArgumentException if the unit is one of another taxpayer
     */
    public PersonRecipient ofUnit(InternalId unit, String name) {
        ContextIdentifier context = calls.transport().scope().context();
        if (context instanceof Nip nip && !unit.value().startsWith(nip.value())) {
            throw new IllegalArgumentException("The unit " + unit + " is none of " + nip
                    + ": an internal identifier begins with the NIP of the context that appoints the administrator");
        }
        return recipient(UnitIdentifier.of(unit), name);
    }

    /**
     * Appoints an administrator of a subordinate taxpayer: a unit of local government, or a member of a VAT group. Only in the
     * context of its superior; otherwise the operation fails with 430.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public PersonRecipient ofSubordinate(Nip subordinate) {
        return recipient(UnitIdentifier.of(subordinate), null);
    }

    private PersonRecipient recipient(UnitIdentifier unit, @Nullable String name) {
        return new PersonRecipient((subject, details, description) -> {
            var request = GrantSubunitAdministration.of(subject, details, unit, name, description);
            return new PreparedGrant(calls, LOOK, api -> api.grantSubunitAdministration(request));
        });
    }
}
