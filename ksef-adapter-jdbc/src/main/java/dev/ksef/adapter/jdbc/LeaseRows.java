package dev.ksef.adapter.jdbc;

import dev.ksef.adapter.jdbc.database.Database;
import dev.ksef.adapter.jdbc.database.Schema;
import dev.ksef.adapter.jdbc.database.Session;
import dev.ksef.model.error.KsefStorageException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The table of leases. Whether one is over is told by the clock of the database alone. No statement here waits for a
 * row that somebody holds, but {@link #requireHeld}.
 */
final class LeaseRows {

    private final Database database;
    private final Schema schema;
    private final Duration length;

    LeaseRows(Database database, Schema schema, Duration length) {
        this.database = database;
        this.schema = schema;
        this.length = length;
    }

    Duration length() {
        return length;
    }

    /**
     * Takes a lease that nobody holds. Returns false if somebody does. If it is taken already by this owner, it is
     * taken.
     */
    boolean take(Session session, Lease lease) throws SQLException {
        schema.require(session);
        byte[] id = lease.id().bytes();
        int made = session.change(
                "INSERT INTO ksef_lease (id, owner, expires_at, label) SELECT ?, ?, "
                        + session.dialect().later()
                        + ", ? WHERE NOT EXISTS (SELECT 1 FROM ksef_lease WHERE id = ?)"
                        + session.dialect().orNothing(),
                id,
                lease.owner(),
                length.toMillis(),
                lease.id().label(),
                id);
        return made == 1 || takeOver(session, lease, id);
    }

    /** The row is locked before its new end is computed, and not waited for. */
    private boolean takeOver(Session session, Lease lease, byte[] id) throws SQLException {
        return session.change(
                        "UPDATE ksef_lease SET owner = ?, expires_at = "
                                + session.dialect().later()
                                + " WHERE id = (SELECT id FROM ksef_lease WHERE id = ? AND (owner = ? OR expires_at <= "
                                + session.dialect().now() + ") FOR UPDATE SKIP LOCKED)",
                        lease.owner(),
                        length.toMillis(),
                        id,
                        lease.owner())
                == 1;
    }

    /** Lets leases last from now on. What was lost meanwhile stays lost: the next write finds that out. */
    void renew(List<Lease> leases) {
        database.single("renewing leases", (session, isRepeated) -> {
            for (Lease each : leases) {
                renew(session, each);
            }
            return true;
        });
    }

    /** Returns whether the lease was there, and nobody was at its row. */
    boolean renew(Session session, Lease lease) throws SQLException {
        return session.change(
                        "UPDATE ksef_lease SET expires_at = "
                                + session.dialect().later()
                                + " WHERE id = (SELECT id FROM ksef_lease WHERE id = ? AND owner = ?"
                                + " FOR UPDATE SKIP LOCKED)",
                        length.toMillis(),
                        lease.id().bytes(),
                        lease.owner())
                == 1;
    }

    void giveBack(Lease lease) {
        database.single(
                "giving back the lease of " + lease.what(),
                (session, isRepeated) -> session.change(
                        "DELETE FROM ksef_lease WHERE id = ? AND owner = ?",
                        lease.id().bytes(),
                        lease.owner()));
    }

    /**
     * Keeps others from taking a lease until the transaction ends.
     *
     * @throws KsefStorageException if somebody else has taken it
     */
    void requireHeld(Session session, Lease lease) throws SQLException {
        if (lease.isGivenBack()) {
            throw new KsefStorageException(
                    "The lease of " + lease.what() + " was given back: take it anew, and read before you go on", null);
        }
        boolean isHeld = session.ask(
                "SELECT owner, " + Schema.VERSION_COLUMNS + " FROM ksef_lease WHERE id = ? FOR UPDATE",
                row -> isHeld(row, lease),
                (Object) lease.id().bytes());
        if (!isHeld) {
            throw new KsefStorageException(
                    "The lease of " + lease.what()
                            + " is lost, since it was not renewed in time and another one took it:"
                            + " take it anew, and read before you go on. Nothing was written",
                    null);
        }
    }

    private boolean isHeld(ResultSet row, Lease lease) throws SQLException {
        return row.next() && schema.requireIn(row) && Arrays.equals(row.getBytes("owner"), lease.owner());
    }
}
