package dev.ksef.adapter.jdbc;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract of journals on each kind of database and pool. */
class SubmissionJournalsTest {

    @Nested
    class OnPostgres extends SubmissionJournalOn {

        @Override
        TestDatabase database() {
            return TestDatabase.postgresPool();
        }
    }

    @Nested
    @Tag("slow")
    class OnPostgresWithAStrictPool extends SubmissionJournalOn {

        @Override
        TestDatabase database() {
            return TestDatabase.strictPostgresPool();
        }
    }

    @Nested
    @Tag("slow")
    class OnH2WithAStrictPool extends SubmissionJournalOn {

        @Override
        TestDatabase database() {
            return TestDatabase.strictH2Pool();
        }
    }

    @Nested
    class OnH2InAFile extends SubmissionJournalOn {

        @TempDir
        private Path directory;

        @Override
        TestDatabase database() {
            return TestDatabase.h2InFile(directory);
        }
    }
}
