package dev.ksef.domain.permission;

import dev.ksef.model.grant.EntityDetails;
import java.util.function.Function;

/** A grant that lacks the name of the entity that gets it. */
public final class EntityNaming {

    private final Function<EntityDetails, GrantDescription> form;

    EntityNaming(Function<EntityDetails, GrantDescription> form) {
        this.form = form;
    }

    /**
     * Names the entity.
     *
     * @param fullName 5 to 90 characters
     * @throws IllegalArgumentException if it is shorter or longer
     */
    public GrantDescription named(String fullName) {
        return form.apply(EntityDetails.of(fullName));
    }
}
