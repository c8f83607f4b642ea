package dev.ksef.adapter.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract of key stores on each kind of database. */
class KeyStoresTest {

    @Nested
    class OnPostgresWithoutAPool extends KeyStoreOn {

        @Override
        TestDatabase database() {
            return TestDatabase.postgres();
        }
    }

    @Nested
    @Tag("slow")
    class OnH2 extends KeyStoreOn {

        @Override
        TestDatabase database() {
            return TestDatabase.h2();
        }
    }

    @Nested
    class OnH2InAFile extends KeyStoreOn {

        @TempDir
        private Path directory;

        @Override
        TestDatabase database() {
            return TestDatabase.h2InFile(directory);
        }
    }
}
