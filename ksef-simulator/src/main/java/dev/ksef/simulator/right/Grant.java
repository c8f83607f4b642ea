package dev.ksef.simulator.right;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;

/**
 * What somebody granted.
 *
 * @param grantedIn the context that the author had signed in for
 * @param context where the right holds; {@link #ALL_PARTNERS} for every client of {@code grantedIn}
 * @param delegable whether its holder may hand it on
 */
public record Grant(
        GrantKind kind,
        SubjectId subject,
        LoginContext grantedIn,
        LoginContext context,
        Permission permission,
        boolean delegable,
        SubjectId author,
        GrantNotes notes) {

    /** Stands for all clients of an entity. */
    public static final LoginContext ALL_PARTNERS = new LoginContext("AllPartners", "");

    /** A right that KSeF gives a subject in a context of its own accord. */
    public static Grant bySystem(SubjectId subject, LoginContext context, Permission permission, String description) {
        GrantNotes notes = GrantNotes.of(description);
        if (!context.type().equals(LoginContext.NIP_VAT_UE)) {
            return new Grant(GrantKind.PERSON, subject, context, context, permission, false, SubjectId.SYSTEM, notes);
        }
        // KSeF itself is no author there: the taxpayer is.
        String nip = context.value().substring(0, context.value().indexOf('-'));
        return new Grant(
                GrantKind.EU_ADMINISTRATION,
                subject,
                LoginContext.nip(nip),
                context,
                permission,
                false,
                SubjectId.nip(nip),
                notes);
    }

    /** What a seller authorizes a subject to, by itself. */
    static Grant authorization(SubjectId subject, LoginContext seller, Permission permission) {
        return new Grant(
                GrantKind.AUTHORIZATION,
                subject,
                seller,
                seller,
                permission,
                false,
                SubjectId.of(seller),
                GrantNotes.of("Wystawianie faktur w imieniu sprzedawcy"));
    }

    static Grant saved(SavedRow row) {
        return new Grant(
                row.as("kind", GrantKind::valueOf),
                SubjectId.saved(row.object("subject")),
                row.as("grantedIn", Grant::savedContext),
                row.as("context", Grant::savedContext),
                row.as("permission", Permission::valueOf),
                row.flag("delegable"),
                SubjectId.saved(row.object("author")),
                new GrantNotes(row.text("description"), row.object("notes").objectCopy()));
    }

    private static LoginContext savedContext(String value) {
        return value.isEmpty() ? ALL_PARTNERS : LoginContext.saved(value);
    }

    ObjectNode savedJson() {
        ObjectNode json = JsonTrees.object()
                .put("kind", kind.name())
                .put("grantedIn", grantedIn.value())
                .put("context", context.value())
                .put("permission", permission.name())
                .put("delegable", delegable)
                .put("description", notes.description());
        json.set("subject", subject.json());
        json.set("author", author.json());
        json.set("notes", notes.fields().deepCopy());
        return json;
    }

    /** Whether the other one gives the same right. */
    boolean same(Grant other) {
        return kind == other.kind
                && permission == other.permission
                && delegable == other.delegable
                && subject.equals(other.subject)
                && grantedIn.equals(other.grantedIn)
                && context.equals(other.context);
    }
}
