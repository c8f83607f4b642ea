package dev.ksef.adapter.jdbc;

import dev.ksef.adapter.jdbc.database.Database;
import dev.ksef.adapter.jdbc.database.Schema;
import dev.ksef.adapter.jdbc.database.Session;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What all stores on the same tables share. */
record Tables(Database database, Schema schema, Contents contents, LeaseRows leases) {

    /** Changes of several rows, or of one under a lease. */
    interface Change {

        void run(Session session) throws SQLException;
    }

    /**
     * Changes tables, if they are of a version that this module knows, and if the lease, where there is one, was not
     * lost.
     *
     * @param what is done, such as {@code "saving the tokens of ..."}
     */
    void write(String what, @Nullable Lease lease, Change change) {
        database.together(what, (session, isRepeated) -> {
            if (lease == null) {
                schema.require(session);
            } else {
                leases.requireHeld(session, lease);
            }
            change.run(session);
            return true;
        });
    }

    @Override
    public String toString() {
        return database + ", " + contents;
    }
}
