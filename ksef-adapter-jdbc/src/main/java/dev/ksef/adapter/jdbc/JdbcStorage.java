package dev.ksef.adapter.jdbc;

import dev.ksef.adapter.jdbc.database.Database;
import dev.ksef.adapter.jdbc.database.Schema;
import dev.ksef.adapter.jdbc.database.Scripts;
import dev.ksef.adapter.jdbc.database.TablePrefix;
import dev.ksef.port.internal.content.ContentSeal;
import dev.ksef.port.journal.SubmissionJournal;
import dev.ksef.port.journal.SyncStateStore;
import dev.ksef.port.store.DataKeys;
import dev.ksef.port.store.KeyStore;
import dev.ksef.port.store.TokenStore;
import dev.ksef.port.time.Time;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Stores in a database that several machines share: PostgreSQL, or H2 for a single machine.
 *
 * <pre>{@code
 * var storage = JdbcStorage.encrypted(dataSource, DataKeys.of("2026-11", key));
 * storage.migrate();
 * }</pre>
 *
 * <p><b>Tables:</b> nothing is made or changed before {@link #migrate()} is called, which several nodes may do at once.
 * Nodes that are older go on while they can read the tables; where they cannot, each call fails and says so.
 *
 * <p><b>Connections:</b> each call takes one from the DataSource, commits before it returns, and gives it back as it
 * got it, whatever autocommit and isolation the pool sets. If the DataSource hands out a connection in the middle of a
 * transaction of the caller that has written something, the call fails: give this the DataSource behind such a one. The
 * client asks its stores on threads of its own, which no transaction of its callers reaches. Taking and renewing leases
 * needs a free connection meanwhile. A call that finds, saves, removes or lists waits as long as the pool lets it; set
 * its timeout, and those of the driver ({@code socketTimeout}, {@code loginTimeout}).
 *
 * <p><b>Leases:</b> whoever holds one renews it at each third of its length. The clock of the database alone tells
 * whether it is over. A process that stops for longer, or that the database does not reach, loses it as soon as another
 * one takes it: from then on what it writes fails, and changes nothing. A lease that is over and that nobody took is
 * still good.
 *
 * <p><b>Durability:</b> what a call has written survives the end of the process and of the machine, as far as the
 * settings of PostgreSQL say so. H2 is told to write after each commit ({@code CHECKPOINT SYNC}), since it would do so
 * half a second later: its user must be an administrator.
 *
 * <p><b>Lost connections:</b> a call is repeated once if its connection broke. If it is not known whether something was
 * committed, that is looked up before it is written again.
 *
 * <p><b>Encryption:</b> each row is encrypted for its place, with {@link DataKeys#current()}. Tokens and content keys
 * that an older key encrypted are encrypted anew when they are found, records when they are replaced. Somebody who can
 * write in the database can put back an older state of a whole entry, or remove it, unseen. The columns {@code label}
 * show administrators what a row is for; nothing reads them.
 *
 * <p><b>Threading:</b> safe for many threads. There is one thread while a lease is held, and none otherwise.
 */
public final class JdbcStorage implements AutoCloseable {

    private final Database database;
    private final Schema schema;
    private final Leases leases;
    private final JdbcTokenStore tokens;
    private final JdbcKeyStore keys;
    private final JdbcSubmissionJournal journal;
    private final JdbcSyncStateStore states;

    private JdbcStorage(Builder builder, Contents contents) {
        database = new Database(builder.connections, builder.tables);
        schema = new Schema(database, builder.scripts);
        var rows = new LeaseRows(database, schema, builder.leaseLength);
        var workers = new Workers();
        leases = new Leases(rows, new LeaseWait(database, rows, workers, builder.time), workers);
        var shared = new Tables(database, schema, contents, rows);
        tokens = new JdbcTokenStore(shared, leases);
        keys = new JdbcKeyStore(shared);
        journal = new JdbcSubmissionJournal(shared, leases);
        states = new JdbcSyncStateStore(shared, leases);
    }

    /** Returns stores that encrypt what they write. */
    public static JdbcStorage encrypted(DataSource connections, DataKeys keys) {
        return on(connections).encrypted(keys);
    }

    /** Returns stores that encrypt nothing, for a database that is encrypted otherwise. */
    public static JdbcStorage inPlain(DataSource connections) {
        return on(connections).inPlain();
    }

    /** Begins with the usual settings. */
    public static Builder on(DataSource connections) {
        return new Builder(connections);
    }

    /**
     * Makes the tables, or brings those of an older version to that of this module. Newer ones, and what is in them,
     * stay.
     *
     * @throws dev.ksef.model.error.KsefStorageException if the database cannot be reached, the user may not do that, or
     *     the tables     are too new to be read by this version
     */
    public void migrate() {
        schema.migrate();
    }

    /** Returns the store of tokens: always the same one. */
    public TokenStore tokenStore() {
        return tokens;
    }

    /** Returns the store of content keys: always the same one. */
    public KeyStore keyStore() {
        return keys;
    }

    /** Returns the journal of submissions: always the same one. */
    public SubmissionJournal submissionJournal() {
        return journal;
    }

    /** Returns the store of how far synchronisation has come: always the same one. */
    public SyncStateStore syncStateStore() {
        return states;
    }

    /** Ends all waits and the renewing, and gives the leases back. The DataSource stays open. */
    @Override
    public void close() {
        leases.close();
        database.close();
    }

    @Override
    public String toString() {
        return "JdbcStorage[" + database + "]";
    }

    /** Settings of a storage. */
    public static final class Builder {

        private static final Duration USUAL_LENGTH = Duration.ofSeconds(30);
        private static final Duration SHORTEST = Duration.ofMillis(300);
        private static final Duration LONGEST = Duration.ofHours(1);

        private final DataSource connections;
        private Duration leaseLength = USUAL_LENGTH;
        private TablePrefix tables = TablePrefix.USUAL;
        private Time time = Time.system();
        private Scripts scripts = new Scripts();

        private Builder(DataSource connections) {
            this.connections = Objects.requireNonNull(connections, "connections");
        }

        /**
         * Sets for how long others wait for a process that died: 300 ms to 1 h, by default 30 s. All nodes should have
         * the same.
         *
         * @throws IllegalArgumentException if it is shorter or longer
         */
        public Builder leaseLength(Duration length) {
            if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("A lease lasts from 300 ms to 1 h: " + length);
            }
            leaseLength = length;
            return this;
        }

        /**
         * Sets with what the names of the tables begin, by default {@code ksef_}. With a schema: {@code app.ksef_}.
         *
         * @throws IllegalArgumentException if it is not letters, digits and underscores, with a schema and a dot before
         *     it if need be
         */
        public Builder tablePrefix(String prefix) {
            tables = new TablePrefix(prefix);
            return this;
        }

        /** Sets the clock by which deadlines go. Leases go by that of the database. */
        public Builder time(Time clock) {
            time = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** Sets other scripts than those of this module, for tests of other versions. */
        Builder scripts(Scripts others) {
            scripts = others;
            return this;
        }

        /** Returns stores that encrypt what they write. */
        public JdbcStorage encrypted(DataKeys keys) {
            return new JdbcStorage(this, new Contents(ContentSeal.encrypting(Objects.requireNonNull(keys, "keys"))));
        }

        /** Returns stores that encrypt nothing, for a database that is encrypted otherwise. */
        public JdbcStorage inPlain() {
            return new JdbcStorage(this, new Contents(ContentSeal.plain()));
        }
    }
}
