package dev.ksef.simulator.permission;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.right.EntityRole;
import dev.ksef.simulator.right.Grant;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.wire.ProcessingStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides why a grant that is written correctly fails nevertheless. */
final class GrantJudge {

    private final Rights rights;

    GrantJudge(Rights rights) {
        this.rights = rights;
    }

    /** The status that the operation fails with; null if it does not. */
    @Nullable
    ProcessingStatus refusal(List<Grant> grants) {
        for (Grant grant : grants) {
            ProcessingStatus refusal = refusal(grant);
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    private @Nullable ProcessingStatus refusal(Grant grant) {
        return switch (grant.kind()) {
            case PERSON -> person(grant);
            case ENTITY -> entity(grant);
            case AUTHORIZATION -> authorization(grant);
            case INDIRECT -> indirect(grant);
            case SUBUNIT -> subunit(grant);
            case EU_ADMINISTRATION -> euAdministration(grant);
            case EU_REPRESENTATION -> null;
        };
    }

    private @Nullable ProcessingStatus person(Grant grant) {
        boolean enforcement = grant.permission() == Permission.ENFORCEMENT_OPERATIONS;
        boolean mayEnforce = grant.context()
                .taxpayer()
                .filter(nip -> rights.roles().has(nip, EntityRole.Type::enforces))
                .isPresent();
        return enforcement && !mayEnforce ? OperationStatuses.WRONG_ROLE : null;
    }

    private static @Nullable ProcessingStatus entity(Grant grant) {
        return toItself(grant) ? OperationStatuses.NOT_BETWEEN_THESE : null;
    }

    private static @Nullable ProcessingStatus authorization(Grant grant) {
        if (!grant.context().type().equals(LoginContext.NIP)) {
            return OperationStatuses.WRONG_ROLE;
        }
        boolean provider = grant.subject().type().equals(SubjectId.PEPPOL_ID);
        if (provider != (grant.permission() == Permission.PEF_INVOICING)) {
            return OperationStatuses.NOT_FOR_THIS;
        }
        return toItself(grant) ? OperationStatuses.NOT_BETWEEN_THESE : null;
    }

    private @Nullable ProcessingStatus indirect(Grant grant) {
        boolean general = grant.context().equals(Grant.ALL_PARTNERS);
        return general || rights.mayHandOn(grant.grantedIn(), grant.context())
                ? null
                : OperationStatuses.NOT_BETWEEN_THESE;
    }

    private @Nullable ProcessingStatus subunit(Grant grant) {
        LoginContext above = grant.grantedIn();
        LoginContext unit = grant.context();
        if (!above.type().equals(LoginContext.NIP)) {
            return OperationStatuses.WRONG_ROLE;
        }
        if (unit.type().equals(LoginContext.INTERNAL_ID)) {
            return unit.belongsTo(above.value()) ? null : OperationStatuses.WRONG_RELATION;
        }
        if (!rights.roles().has(above.value(), EntityRole.Type::hasSubordinates)) {
            return OperationStatuses.WRONG_ROLE;
        }
        boolean below = rights.roles().below(above.value()).stream()
                .anyMatch(role -> role.nip().equals(unit.value()));
        return below ? null : OperationStatuses.WRONG_RELATION;
    }

    private static @Nullable ProcessingStatus euAdministration(Grant grant) {
        if (!grant.grantedIn().type().equals(LoginContext.NIP)) {
            return OperationStatuses.WRONG_ROLE;
        }
        return grant.context().value().startsWith(grant.grantedIn().value() + "-")
                ? null
                : OperationStatuses.WRONG_RELATION;
    }

    private static boolean toItself(Grant grant) {
        return grant.subject().equals(SubjectId.of(grant.context()));
    }
}
