package dev.ksef.spring;

/** Where something is kept. */
enum StoreKind {
    /** In the client, until it is closed. */
    MEMORY,
    /** In memory, with a bound; tokens only. */
    CAFFEINE,
    /** In encrypted files of a directory. */
    FILE,
    /** Encrypted, in tables behind a DataSource of the application. */
    JDBC
}
