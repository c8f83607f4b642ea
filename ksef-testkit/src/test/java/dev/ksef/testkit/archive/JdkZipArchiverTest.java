package dev.ksef.testkit.archive;

import dev.ksef.port.archive.PackageArchiver;

class JdkZipArchiverTest extends PackageArchiverContract {

    @Override
    protected PackageArchiver archiver() {
        return new JdkZipArchiver();
    }
}
