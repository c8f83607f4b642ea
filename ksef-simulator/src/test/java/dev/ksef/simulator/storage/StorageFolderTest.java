package dev.ksef.simulator.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class StorageFolderTest {

    @Test
    void folder_goesWithAllItsFiles_whenItIsClosed() throws IOException {
        StorageFolder folder = new StorageFolder();
        Path kept = folder.newFile();
        Path deleted = folder.newFile();
        StorageFolder.delete(deleted);

        assertThat(kept).exists();
        assertThat(deleted).doesNotExist();
        folder.close();
        assertThat(kept.getParent()).doesNotExist();
        assertThatThrownBy(folder::newFile).as("none is left behind").isInstanceOf(IOException.class);
    }

    @Test
    void folder_isForThisUserAlone() throws IOException {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (StorageFolder folder = new StorageFolder()) {
            assertThat(Files.getPosixFilePermissions(folder.newFile().getParent()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void folder_thatNobodyNeeds_isNotMade() {
        StorageFolder folder = new StorageFolder();

        folder.close();

        assertThatThrownBy(folder::newFile).hasMessageContaining("closed");
    }
}
