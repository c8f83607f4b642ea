package dev.ksef.adapter.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract of token stores on each kind of database and pool. */
class TokenStoresTest {

    @Nested
    class OnPostgres extends TokenStoreOn {

        @Override
        TestDatabase database() {
            return TestDatabase.postgresPool();
        }
    }

    @Nested
    @Tag("slow")
    class OnPostgresWithAStrictPool extends TokenStoreOn {

        @Override
        TestDatabase database() {
            return TestDatabase.strictPostgresPool();
        }
    }

    @Nested
    @Tag("slow")
    class OnH2 extends TokenStoreOn {

        @Override
        TestDatabase database() {
            return TestDatabase.h2();
        }
    }

    @Nested
    @Tag("slow")
    class OnH2WithAStrictPool extends TokenStoreOn {

        @Override
        TestDatabase database() {
            return TestDatabase.strictH2Pool();
        }
    }

    @Nested
    class OnH2InAFile extends TokenStoreOn {

        @TempDir
        private Path directory;

        @Override
        TestDatabase database() {
            return TestDatabase.h2InFile(directory);
        }
    }
}
