package dev.ksef.simulator.auth;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.right.Permission;
import dev.ksef.simulator.right.SubjectId;
import dev.ksef.simulator.state.SavedRow;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A KSeF token, without its text: what it is for, and whether it can be used. Thread-safe. */
public final class TaxpayerToken {

    /**
     * What never changes of a token.
     *
     * @param position the place in the order of all tokens
     * @param author who made it
     * @param authorIdentifiers all by which the rights of its author are looked up. It permits nothing that they do not
     * @param permissions what it was made for
     * @param activeFrom from when it can be used
     */
    public record Terms(
            long position,
            String referenceNumber,
            LoginContext context,
            SubjectId author,
            List<SubjectId> authorIdentifiers,
            Set<Permission> permissions,
            String description,
            Instant createdAt,
            Instant activeFrom) {

        public Terms {
            authorIdentifiers = List.copyOf(authorIdentifiers);
            permissions = Set.copyOf(permissions);
        }
    }

    /** The statuses, as the API names them. No token of the simulator fails. */
    public enum Status {
        PENDING("Pending"),
        ACTIVE("Active"),
        REVOKING("Revoking"),
        REVOKED("Revoked"),
        FAILED("Failed");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    private final Terms terms;
    /** From when it counts as revoked; null as long as nobody revokes it. */
    private @Nullable Instant revokedFrom;

    private @Nullable Instant lastUse;

    TaxpayerToken(Terms terms) {
        this.terms = terms;
    }

    static TaxpayerToken saved(long position, SavedRow row) {
        TaxpayerToken token = new TaxpayerToken(new Terms(
                position,
                row.text("referenceNumber"),
                row.as("context", LoginContext::saved),
                SubjectId.saved(row.object("author")),
                row.rows("authorIdentifiers").stream().map(SubjectId::saved).toList(),
                Permission.named(row.texts("permissions")),
                row.text("description"),
                row.instant("createdAt"),
                row.instant("activeFrom")));
        token.revokedFrom = row.optionalInstant("revokedFrom");
        token.lastUse = row.optionalInstant("lastUse");
        return token;
    }

    synchronized ObjectNode savedJson() {
        ObjectNode json = JsonTrees.object()
                .put("referenceNumber", terms.referenceNumber())
                .put("context", terms.context().value())
                .put("description", terms.description())
                .put("createdAt", terms.createdAt().toString())
                .put("activeFrom", terms.activeFrom().toString())
                .put("revokedFrom", revokedFrom == null ? null : revokedFrom.toString())
                .put("lastUse", lastUse == null ? null : lastUse.toString());
        json.set("author", terms.author().json());
        ArrayNode identifiers = json.putArray("authorIdentifiers");
        terms.authorIdentifiers().forEach(identifier -> identifiers.add(identifier.json()));
        ArrayNode permissions = json.putArray("permissions");
        Permission.names(terms.permissions()).forEach(permissions::add);
        return json;
    }

    public Terms terms() {
        return terms;
    }

    public String referenceNumber() {
        return terms.referenceNumber();
    }

    public LoginContext context() {
        return terms.context();
    }

    public synchronized Status status(Instant now) {
        if (revokedFrom != null) {
            return now.isBefore(revokedFrom) ? Status.REVOKING : Status.REVOKED;
        }
        return now.isBefore(terms.activeFrom()) ? Status.PENDING : Status.ACTIVE;
    }

    /** Whether it was revoked, or is about to be. */
    synchronized boolean revoked() {
        return revokedFrom != null;
    }

    /**
     * Revokes the token, unless that was done before. Nobody signs in with it any more.
     *
     * @param delay how long its status is that of one that is about to be revoked
     */
    public synchronized void revoke(Instant now, Duration delay) {
        if (revokedFrom == null) {
            revokedFrom = now.plus(delay);
        }
    }

    synchronized void use(Instant now) {
        lastUse = now;
    }

    /** When somebody last signed in with it; null if nobody did. */
    public synchronized @Nullable Instant lastUse() {
        return lastUse;
    }
}
