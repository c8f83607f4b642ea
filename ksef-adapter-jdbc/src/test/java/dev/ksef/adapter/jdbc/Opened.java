package dev.ksef.adapter.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The storages of a test, on one database. */
final class Opened implements AutoCloseable {

    private final TestDatabase database;
    private final List<JdbcStorage> storages = new ArrayList<>();

    Opened(TestDatabase database) {
        this.database = database;
        database.storage().migrate();
    }

    TestDatabase database() {
        return database;
    }

    /** Opens another storage, as another process does. */
    JdbcStorage storage() {
        return added(database.storage());
    }

    JdbcStorage closed() {
        JdbcStorage storage = storage();
        storage.close();
        return storage;
    }

    /** Opens a storage whose server does not answer. */
    JdbcStorage failing() {
        var nobody = new PGSimpleDataSource();
        nobody.setServerNames(new String[] {"localhost"});
        nobody.setPortNumbers(new int[] {1});
        nobody.setUser("nobody");
        return added(database.over(nobody).storage());
    }

    /** Opens a storage whose statements all fail, with a message that quotes their values. */
    JdbcStorage broken() {
        DataSource connections = Faults.of(database.connections()).failing(any -> true, values -> new SQLException(values, "XX000"));
        return added(database.over(connections).storage());
    }

    private JdbcStorage added(JdbcStorage storage) {
        storages.add(storage);
        return storage;
    }

    /** Takes a lease from its holder, as if that had stopped for longer than it lasts: nothing renews it in between. */
    void endLeases() {
        database.change("UPDATE ksef_lease SET expires_at = TIMESTAMP WITH TIME ZONE '2001-01-01 00:00:00+00'");
    }

    @Override
    public void close() {
        storages.forEach(JdbcStorage::close);
        database.close();
    }
}
