/** {@code TokenStore}, {@code KeyStore}, {@code SubmissionJournal} and {@code SyncStateStore} in a database. */
@org.jspecify.annotations.NullMarked
module dev.ksef.adapter.jdbc {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;
    requires transitive java.sql;

    exports dev.ksef.adapter.jdbc;
}
