package dev.ksef.adapter.compress;

import dev.ksef.port.archive.PackageArchiver;
import dev.ksef.testkit.archive.PackageArchiverContract;
import org.junit.jupiter.api.Nested;

class TarGzArchiverContractTest {

    @Nested
    class OnFourThreads extends PackageArchiverContract {
        @Override
        protected PackageArchiver archiver() {
            return TarGzArchiver.builder().threads(4).build();
        }
    }

    @Nested
    class OnTheCallersThread extends PackageArchiverContract {
        @Override
        protected PackageArchiver archiver() {
            return TarGzArchiver.builder().threads(1).level(1).build();
        }
    }
}
