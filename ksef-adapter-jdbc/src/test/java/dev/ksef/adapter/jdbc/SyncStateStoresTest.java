package dev.ksef.adapter.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

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
    @Tag("slow")
    class OnH2 extends SyncStateStoreOn {

        @Override
        TestDatabase database() {
            return TestDatabase.h2();
        }
    }

    @Nested
    class OnH2InAFile extends SyncStateStoreOn {

        @TempDir
        private Path directory;

        @Override
        TestDatabase database() {
            return TestDatabase.h2InFile(directory);
        }
    }
}
