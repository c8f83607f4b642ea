package dev.ksef.domain.permission;

import dev.ksef.model.Nip;
import dev.ksef.model.PeppolId;
import dev.ksef.model.grant.EntityDetails;
import dev.ksef.model.subject.AuthorizedEntityIdentifier;

/** An authorization that lacks the entity that gets it. */
public final class AuthorizationGrant {

    private final GrantForm<AuthorizedEntityIdentifier, EntityDetails> form;

    AuthorizationGrant(GrantForm<AuthorizedEntityIdentifier, EntityDetails> form) {
        this.form = form;
    }

    /**
     * Authorizes the entity with this NIP.
     *
     * @throws IllegalArgumentException if the number has another form
     */
    public EntityNaming to(Nip nip) {
        return to(AuthorizedEntityIdentifier.of(nip));
    }

    /**
     * Authorizes a Peppol provider.
     *
     * @throws IllegalArgumentException if the identifier has another form
     */
    public EntityNaming to(PeppolId provider) {
        return to(AuthorizedEntityIdentifier.of(provider));
    }

    private EntityNaming to(AuthorizedEntityIdentifier subject) {
        return new EntityNaming(details -> form.of(subject, details));
    }
}
