package dev.ksef.adapter.jdbc;

import dev.ksef.adapter.jdbc.database.Database;
import dev.ksef.adapter.jdbc.database.Session;
import dev.ksef.adapter.jdbc.database.SqlFailures;
import dev.ksef.port.time.Time;
import java.sql.SQLException;

/** Asks once for a lease, while its caller may lose patience. */
final class LeaseAttempt {

    private final Database database;
    private final LeaseRows rows;
    private final Lease lease;
    private volatile boolean isConnected;
    private volatile boolean isAbandoned;

    LeaseAttempt(Database database, LeaseRows rows, Lease lease) {
        this.database = database;
        this.rows = rows;
        this.lease = lease;
    }

    boolean take() {
        return database.single("taking the lease of " + lease.what(), (session, isRepeated) -> {
            isConnected = true;
            return !isAbandoned && takeInTime(session);
        });
    }

    /**
     * If the database took long for it, a part of the lease may be over when it is granted: then it is renewed until
     * one is granted that is new.
     */
    private boolean takeInTime(Session session) throws SQLException {
        long begin = Time.system().millis();
        boolean isTaken = rows.take(session, lease);
        while (isTaken && isLong(Time.system().millis() - begin)) {
            begin = Time.system().millis();
            isTaken = rows.renew(session, lease);
        }
        return isTaken;
    }

    private boolean isLong(long millis) {
        return millis > rows.length().toMillis() / 10;
    }

    /** Lets what was not asked yet stay unasked. */
    void abandon() {
        isAbandoned = true;
    }

    void giveBackIf(boolean isTaken) {
        if (isTaken) {
            rows.giveBack(lease);
        }
    }

    /** Returns what held up the attempt. */
    String waitedFor() {
        return isConnected
                ? "the database did not answer until the deadline"
                : "until the deadline, " + SqlFailures.noConnection();
    }
}
