package dev.ksef.domain.permission;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.grant.GrantEuEntityAdministration;
import dev.ksef.model.subject.EuEntityContextIdentifier;
import dev.ksef.model.subject.EuEntityDetails;

/** The appointment of an administrator, which lacks the EU entity. */
public final class EuAdministrationGrant {

    private final PermissionCalls calls;

    EuAdministrationGrant(PermissionCalls calls) {
        this.calls = calls;
    }

    /**
     * Appoints an administrator of this EU entity. Its context comes into being by that.
     *
     * @param context the NIP of this context, a hyphen, and the entity's VAT number
     * @param fullName at most 100 characters
     * @param address at most 512 characters; name, a comma, a blank and address together at most 256
     * @throws IllegalArgumentException if name or address is too long, or the context begins with another NIP
     */
    public EuRecipient ofEntity(NipVatUe context, String fullName, String address) {
        ContextIdentifier acting = calls.transport().scope().context();
        if (acting instanceof Nip nip && !context.value().startsWith(nip.value() + "-")) {
            throw new IllegalArgumentException("The context " + context + " is none of " + nip
                    + ": it begins with the NIP of the context that appoints the administrator");
        }
        EuEntityContextIdentifier identifier = EuEntityContextIdentifier.of(context);
        EuEntityDetails entity = EuEntityDetails.of(fullName, address);
        return new EuRecipient((subject, details, description) -> {
            var request = GrantEuEntityAdministration.of(subject, details, identifier, entity, description);
            return new PreparedGrant(calls, EuRecipient.LOOK, api -> api.grantEuEntityAdministration(request));
        });
    }
}
