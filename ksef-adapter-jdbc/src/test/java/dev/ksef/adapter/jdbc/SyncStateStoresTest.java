package dev.ksef.adapter.jdbc;

import org.junit.jupiter.api.Nested;

/** The contract of stores of states on each kind of database. */
class SyncStateStoresTest {

    @Nested
    class OnPostgres extends SyncStateStoreOn {

        @Override
        TestDatabase database() {
            return TestDatabase.postgresPool();
        }
    }

    @Nested
    class OnH2 extends SyncStateStoreOn {

        @Override
        TestDatabase database() {
            return TestDatabase.h2();
        }
    }
}
