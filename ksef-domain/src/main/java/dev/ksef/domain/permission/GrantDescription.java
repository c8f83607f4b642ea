package dev.ksef.domain.permission;

import java.util.function.Function;

/** A grant that lacks its description. */
public final class GrantDescription {

    private final Function<String, PreparedGrant> grant;

    GrantDescription(Function<String, PreparedGrant> grant) {
        this.grant = grant;
    }

    /**
     * Describes the grant, for those who read the list of rights. Nothing is sent yet.
     *
     * @param description 5 to 256 characters
     * @throws IllegalArgumentException if it is shorter or longer, or another part of the grant breaks a rule
     */
    public PreparedGrant describedAs(String description) {
        return grant.apply(description);
    }
}
