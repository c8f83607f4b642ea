package dev.ksef.simulator.page;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.right.Grant;
import dev.ksef.simulator.right.GrantKind;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.right.RightsRegister;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The rights that were granted. Those that differ only in what they permit are one row. */
public record RightList(RightsRegister rights) implements PageList {

    private record Row(GrantKind kind, SubjectId subject, LoginContext context) {

        static Row of(Grant grant) {
            return new Row(grant.kind(), grant.subject(), grant.context());
        }

        ObjectNode json(Set<Permission> permissions) {
            ObjectNode json = JsonTrees.object()
                    .put("kind", kind.name())
                    .put("subjectType", subject.type())
                    .put("subject", subject.value())
                    .put("contextType", context.type())
                    .put("context", context.value());
            ArrayNode names = json.putArray("permissions");
            Permission.names(permissions).forEach(names::add);
            return json;
        }
    }

    @Override
    public PageRows rows(PageQuery query) {
        Map<Row, Set<Permission>> rows = new LinkedHashMap<>();
        rights.all()
                .forEach(right -> rows.computeIfAbsent(Row.of(right.grant()), first -> EnumSet.noneOf(Permission.class))
                        .add(right.grant().permission()));
        return query.pick(
                rows.entrySet().stream(),
                row -> query.matches(
                        row.getKey().subject().value(), row.getKey().context().value()),
                row -> row.getKey().json(row.getValue()));
    }
}
