package dev.ksef.adapter.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database of a test, made when it is first asked for, and the storages on it. Both are closed after the test. */
final class Opened implements AfterEachCallback {

    private final Supplier<TestDatabase> maker;
    private final List<JdbcStorage> storages = new ArrayList<>();
    private @Nullable TestDatabase made;

    Opened(Supplier<TestDatabase> maker) {
        this.maker = maker;
    }

    TestDatabase database() {
        TestDatabase database = made;
        if (database == null) {
            database = maker.get();
            made = database;
            database.storage().migrate();
        }
        return database;
    }

    /** Opens another storage, as another process does. */
    JdbcStorage storage() {
        return added(database().storage());
    }

    /** Opens another storage, after a restart if the database is in a file of one process. */
    JdbcStorage restarted() {
        if (database().isFile()) {
            storages.forEach(JdbcStorage::close);
            database().close();
        }
        return storage();
    }

    JdbcStorage closed() {
        JdbcStorage storage = storage();
        storage.close();
        return storage;
    }

    /** Opens a storage whose statements all fail, with a message that quotes their values. */
    JdbcStorage broken() {
        DataSource connections =
                Faults.of(database().connections()).failing(any -> true, values -> new SQLException(values, "XX000"));
        return added(database().over(connections).storage());
    }

    private JdbcStorage added(JdbcStorage storage) {
        storages.add(storage);
        return storage;
    }

    /** Takes a lease from its holder, as if that had stopped for longer than it lasts: nothing renews it in between. */
    void endLeases() {
        database().change("UPDATE ksef_lease SET expires_at = TIMESTAMP WITH TIME ZONE '2001-01-01 00:00:00+00'");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        storages.forEach(JdbcStorage::close);
        if (made != null) {
            made.close();
        }
    }
}
