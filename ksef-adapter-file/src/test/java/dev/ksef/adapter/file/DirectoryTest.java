package dev.ksef.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory of a store: whose it is, what is left in it, and what happens if it cannot be used. */
class DirectoryTest {

    @TempDir
    private Path parent;

    @Test
    void directoryAndFiles_areTheOwnersAlone() throws IOException {
        assumeTrue(
                parent.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "This file system has no POSIX permissions");
        Path directory = parent.resolve("a/b");
        try (var store = FileTokenStore.open(directory, Fixture.KEY)) {
            store.save(Fixture.WHOSE, Fixture.tokens(1));
            store.save(Fixture.WHOSE, Fixture.tokens(2));
        }
        assertThat(permissions(directory)).isEqualTo("rwx------");
        assertThat(permissions(parent.resolve("a"))).isEqualTo("rwx------");
        assertThat(Fixture.names(directory))
                .hasSize(3)
                .allSatisfy(name -> assertThat(permissions(directory.resolve(name)))
                        .as(name)
                        .isEqualTo("rw-------"));
    }

    @Test
    void directoryThatIsAFile_isRefused() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "x");
        assertThatThrownBy(() -> FileTokenStore.open(file, Fixture.KEY))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll(file.toString(), "check that it is a directory");
        assertThat(file).hasContent("x");
    }

    @Test
    void directoryThatCannotBeMade_isRefused() {
        Path nowhere = Path.of("/proc/ksef-store");
        assumeTrue(Files.isDirectory(nowhere.getParent()), "There is no /proc here, where nobody can make a directory");
        assertThatThrownBy(() -> FileTokenStore.open(nowhere, Fixture.KEY))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("may write in it");
    }

    @Test
    void directoryThatCannotBeWritten_isToldAtTheStart() throws IOException {
        Path directory = Files.createDirectory(parent.resolve("read-only"));
        assumeTrue(directory.toFile().setWritable(false), "This file system has no read-only directories");
        assumeFalse(Files.isWritable(directory), "This user may write everywhere");
        assertThatThrownBy(() -> FileTokenStore.open(directory, Fixture.KEY))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("may write in it");
    }

    @Test
    void directoryThatIsGone_isAFailureAndNoEmptyStore() throws IOException {
        Path directory = parent.resolve("store");
        try (var store = FileTokenStore.open(directory, Fixture.KEY)) {
            for (String name : Fixture.names(directory)) {
                Files.delete(directory.resolve(name));
            }
            Files.delete(directory);
            assertThatThrownBy(() -> store.find(Fixture.WHOSE)).isInstanceOf(KsefStorageException.class);
            assertThatThrownBy(() -> store.save(Fixture.WHOSE, Fixture.tokens(1)))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining(directory.toString());
        }
    }

    @Test
    void diskThatIsFull_leavesWhatWasThere() {
        var disk = new FillingDisk(parent);
        try (var store = FileTokenStore.open(disk, Fixture.KEY, Time.system())) {
            store.save(Fixture.WHOSE, Fixture.tokens(1));
            disk.full = true;
            assertThatThrownBy(() -> store.save(Fixture.WHOSE, Fixture.tokens(2)))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("the room on its disk")
                    .hasRootCauseMessage("No space left on device");
            assertThat(Fixture.entries(parent)).as("no half of a file stays").hasSize(1);
            assertThat(store.find(Fixture.WHOSE)).contains(Fixture.tokens(1));
            disk.full = false;
            store.save(Fixture.WHOSE, Fixture.tokens(2));
            assertThat(store.find(Fixture.WHOSE)).contains(Fixture.tokens(2));
        }
    }

    @Test
    void replacingThatFails_leavesWhatWasThere() {
        var disk = new FillingDisk(parent);
        try (var store = FileTokenStore.open(disk, Fixture.KEY, Time.system())) {
            store.save(Fixture.WHOSE, Fixture.tokens(1));
            disk.stuck = true;
            assertThatThrownBy(() -> store.save(Fixture.WHOSE, Fixture.tokens(2)))
                    .isInstanceOf(KsefStorageException.class);
            assertThat(store.find(Fixture.WHOSE)).contains(Fixture.tokens(1));
            assertThat(Fixture.entries(parent)).hasSize(1);
        }
    }

    @Test
    void settingAsideThatFails_neverEndsInOverwriting() throws IOException {
        var disk = new FillingDisk(parent);
        try (var store = FileTokenStore.open(disk, Fixture.KEY, Time.system())) {
            store.save(Fixture.WHOSE, Fixture.tokens(1));
            Path file = Fixture.onlyEntry(parent);
            Files.writeString(file, "foreign");
            disk.stuck = true;
            assertThatThrownBy(() -> store.save(Fixture.WHOSE, Fixture.tokens(2)))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("setting aside");
            assertThat(Fixture.onlyEntry(parent)).hasContent("foreign");
        }
    }

    @Test
    void secondStoreOfOneJvm_isRefusedUntilTheFirstIsClosed() {
        try (var first = FileTokenStore.open(parent, Fixture.KEY)) {
            assertThatThrownBy(() -> FileTokenStore.open(parent, Fixture.KEY))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContainingAll(parent.toString(), "share that one");
            first.save(Fixture.WHOSE, Fixture.tokens(1));
        }
        try (var next = FileTokenStore.open(parent, Fixture.KEY)) {
            assertThat(next.find(Fixture.WHOSE)).contains(Fixture.tokens(1));
        }
    }

    @Test
    void closingTwice_isNoError() {
        var store = FileTokenStore.open(parent, Fixture.KEY);
        store.close();
        assertThatCode(store::close).doesNotThrowAnyException();
    }

    @Test
    void leftoversOfACrash_areRemovedAtTheStartAndNothingElseIs() throws IOException {
        String entry = "0123456789abcdef".repeat(4);
        List<String> leftovers = List.of(entry + ".tokens.tmp");
        List<String> ofOthers = List.of(
                entry + ".tokens",
                entry + ".key.tmp",
                entry + ".tokens.corrupt-1",
                "0123.tokens.tmp",
                "x".repeat(64) + ".tokens.tmp",
                "notes.tmp");
        for (String name : leftovers) {
            Files.writeString(parent.resolve(name), "half");
        }
        for (String name : ofOthers) {
            Files.writeString(parent.resolve(name), "others'");
        }
        FileTokenStore.open(parent, Fixture.KEY).close();
        assertThat(Fixture.entries(parent)).containsExactlyInAnyOrderElementsOf(ofOthers);
    }

    @Test
    void leftoverOfAnEntry_isNoHindranceToSavingIt() throws IOException {
        try (var store = FileTokenStore.open(parent, Fixture.KEY)) {
            store.save(Fixture.WHOSE, Fixture.tokens(1));
            Path file = Fixture.onlyEntry(parent);
            Files.write(Path.of(file + ".tmp"), Arrays.copyOf(Files.readAllBytes(file), 100));
            store.save(Fixture.WHOSE, Fixture.tokens(2));
            assertThat(store.find(Fixture.WHOSE)).contains(Fixture.tokens(2));
            assertThat(Fixture.entries(parent)).hasSize(1);
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** A disk that can be full: half of a file still fits. And a directory that can be stuck: nothing gets another name. */
    private static final class FillingDisk extends Disk {

        private boolean full;
        private boolean stuck;

        FillingDisk(Path directory) {
            super(directory);
        }

        @Override
        void write(String name, byte[] content) throws IOException {
            if (full) {
                super.write(name, Arrays.copyOf(content, content.length / 2));
                throw new IOException("No space left on device");
            }
            super.write(name, content);
        }

        @Override
        void replace(String name, String target) throws IOException {
            requireMoving();
            super.replace(name, target);
        }

        @Override
        void rename(String name, String free) throws IOException {
            requireMoving();
            super.rename(name, free);
        }

        private void requireMoving() throws IOException {
            if (stuck) {
                throw new IOException("Device or resource busy");
            }
        }
    }
}
