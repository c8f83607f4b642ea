package dev.ksef.simulator.permission;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.right.Grant;
import dev.ksef.simulator.right.Right;
import dev.ksef.simulator.right.Rights;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.Comparator;

/** Writes what the rows of several queries have in common. */
final class RightRows {

    static final String ACTIVE = "Active";
    static final String INACTIVE = "Inactive";

    /** The newest first. */
    static final Comparator<Right> ORDER =
            Comparator.comparing(Right::start).reversed().thenComparing(Right::id);

    private RightRows() {}

    static ObjectNode row(Right right, String scope) {
        Grant grant = right.grant();
        return JsonTrees.object()
                .put("id", right.id())
                .put(scope, grant.permission().wireName())
                .put("description", grant.notes().description())
                .put("startDate", KsefTimestamps.json(right.start()));
    }

    static ObjectNode identifier(LoginContext context) {
        return new SubjectId(context.type(), context.value()).json();
    }

    /** A right that was granted indirectly is not active while the one in the middle has nothing to hand on. */
    static String state(Right right, Rights rights) {
        return rights.works(right.grant()) ? ACTIVE : INACTIVE;
    }
}
