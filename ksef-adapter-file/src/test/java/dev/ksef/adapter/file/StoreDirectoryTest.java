package dev.ksef.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.encryption.ContentKey;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directory of a store: whose it is, what is left in it, and what happens if it cannot be used. */
class StoreDirectoryTest {

    @TempDir
    private Path parent;

    @Test
    void directoryAndFiles_areTheOwnersAlone() throws IOException {
        assumeTrue(
                parent.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "This file system has no POSIX permissions");
        Path directory = parent.resolve("a/b");
        try (var store = FileTokenStore.open(directory, StoreFixture.KEY)) {
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(2));
        }
        assertThat(permissions(directory)).isEqualTo("rwx------");
        assertThat(permissions(parent.resolve("a"))).isEqualTo("rwx------");
        assertThat(StoreFixture.names(directory))
                .hasSize(3)
                .allSatisfy(name -> assertThat(permissions(directory.resolve(name)))
                        .as(name)
                        .isEqualTo("rw-------"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwxrwx", "rwxr-xr-x", "rwxrwx---", "rwx---r--", "rwx----w-"})
    void emptyDirectoryOpenToOthers_isClosedToThem(String permissions) throws IOException {
        Path directory = directory(permissions);
        FileTokenStore.open(directory, StoreFixture.KEY).close();
        assertThat(permissions(directory)).isEqualTo("rwx------");
        assertThat(StoreFixture.entries(directory)).isEmpty();
    }

    @Test
    void directoryThatOthersMayWrite_withAnythingInIt_isRefused() throws IOException {
        for (String permissions : List.of("rwxrwxrwx", "rwxrwx---", "rwx----w-")) {
            Path directory = directory("rwx------");
            FileTokenStore.open(directory, StoreFixture.KEY).close();
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
            for (Executable open : List.<Executable>of(
                    () -> FileTokenStore.open(directory, StoreFixture.KEY),
                    () -> FileKeyStore.open(directory, StoreFixture.KEY))) {
                assertThatThrownBy(open::execute)
                        .as("somebody may have put the file of locks there")
                        .isInstanceOf(KsefStorageException.class)
                        .hasMessageContainingAll(directory.toString(), "Others may write", permissions, "chmod 700");
            }
            assertThat(permissions(directory)).isEqualTo(permissions);
        }
    }

    @Test
    void directoryThatOthersMayRead_withFilesOfOthers_isRefused() throws IOException {
        Path directory = directory("rwxr-xr-x");
        Files.writeString(directory.resolve("index.html"), "others'");
        assertThatThrownBy(() -> FileTokenStore.open(directory, StoreFixture.KEY))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll(directory.toString(), "Others may read", "chmod 700");
        assertThat(StoreFixture.names(directory)).containsExactly("index.html");
    }

    @Test
    void storesThatOthersMayRead_areClosedToThem() throws IOException {
        Path directory = directory("rwx------");
        try (var tokens = FileTokenStore.open(directory, StoreFixture.KEY);
                var keys = FileKeyStore.open(directory, StoreFixture.KEY)) {
            tokens.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
            keys.save(new ReferenceNumber("SO-1"), ContentKey.of(StoreFixture.KEY, new byte[16]));
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var store = FileTokenStore.open(directory, StoreFixture.KEY)) {
            assertThat(store.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(1));
        }
        assertThat(permissions(directory)).isEqualTo("rwx------");
    }

    private Path directory(String permissions) throws IOException {
        assumeTrue(
                parent.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "This file system has no POSIX permissions");
        Path directory = Files.createTempDirectory(parent, "store");
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(permissions));
    }

    @Test
    void savedFile_takesThePlaceOfTheOldOne_whichIsNeverWrittenAgain() throws IOException {
        Path directory = parent.resolve("store");
        try (var store = FileTokenStore.open(directory, StoreFixture.KEY)) {
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
            Path entry = directory.resolve(StoreFixture.entries(directory).get(0));
            byte[] old = Files.readAllBytes(entry);
            assumeTrue(
                    Files.getFileStore(directory).supportsFileAttributeView("posix"),
                    "This file system does not let an open file be replaced");
            try (InputStream opened = Files.newInputStream(entry)) {
                store.save(StoreFixture.WHOSE, StoreFixture.tokens(2));
                assertThat(opened.readAllBytes()).as("what was opened before").isEqualTo(old);
            }
            assertThat(Files.readAllBytes(entry)).isNotEqualTo(old);
        }
    }

    @Test
    void directoryThatIsAFile_isRefused() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "x");
        assertThatThrownBy(() -> FileTokenStore.open(file, StoreFixture.KEY))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll(file.toString(), "check that it is a directory");
        assertThat(file).hasContent("x");
    }

    @Test
    void directoryThatCannotBeMade_isRefused() {
        Path nowhere = Path.of("/proc/ksef-store");
        assumeTrue(Files.isDirectory(nowhere.getParent()), "There is no /proc here, where nobody can make a directory");
        assertThatThrownBy(() -> FileTokenStore.open(nowhere, StoreFixture.KEY))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("may write in it");
    }

    @Test
    void directoryThatCannotBeWritten_isToldAtTheStart() throws IOException {
        Path directory = Files.createDirectory(parent.resolve("read-only"));
        assumeTrue(directory.toFile().setWritable(false), "This file system has no read-only directories");
        assumeFalse(Files.isWritable(directory), "This user may write everywhere");
        assertThatThrownBy(() -> FileTokenStore.open(directory, StoreFixture.KEY))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContaining("may write in it");
    }

    @Test
    void directoryThatIsGone_isAFailureAndNoEmptyStore() throws IOException {
        Path directory = parent.resolve("store");
        try (var store = FileTokenStore.open(directory, StoreFixture.KEY)) {
            for (String name : StoreFixture.names(directory)) {
                Files.delete(directory.resolve(name));
            }
            Files.delete(directory);
            assertThatThrownBy(() -> store.find(StoreFixture.WHOSE)).isInstanceOf(KsefStorageException.class);
            assertThatThrownBy(() -> store.save(StoreFixture.WHOSE, StoreFixture.tokens(1)))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining(directory.toString());
        }
    }

    @Test
    void diskThatIsFull_leavesWhatWasThere() {
        var disk = new FaultyDirectory(parent);
        try (var store = FileTokenStore.open(disk, StoreFixture.KEY, Time.system())) {
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
            disk.full = true;
            assertThatThrownBy(() -> store.save(StoreFixture.WHOSE, StoreFixture.tokens(2)))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("the room on its disk")
                    .hasRootCauseMessage("No space left on device");
            assertThat(StoreFixture.entries(parent))
                    .as("no half of a file stays")
                    .hasSize(1);
            assertThat(store.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(1));
            disk.full = false;
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(2));
            assertThat(store.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(2));
        }
    }

    @Test
    void replacingThatFails_leavesWhatWasThere() {
        var disk = new FaultyDirectory(parent);
        try (var store = FileTokenStore.open(disk, StoreFixture.KEY, Time.system())) {
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
            disk.renamingFails = true;
            assertThatThrownBy(() -> store.save(StoreFixture.WHOSE, StoreFixture.tokens(2)))
                    .isInstanceOf(KsefStorageException.class);
            assertThat(store.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(1));
            assertThat(StoreFixture.entries(parent)).hasSize(1);
        }
    }

    @Test
    void settingAsideThatFails_neverEndsInOverwriting() throws IOException {
        var disk = new FaultyDirectory(parent);
        try (var store = FileTokenStore.open(disk, StoreFixture.KEY, Time.system())) {
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
            Path file = StoreFixture.onlyEntry(parent);
            Files.writeString(file, "foreign");
            disk.renamingFails = true;
            assertThatThrownBy(() -> store.save(StoreFixture.WHOSE, StoreFixture.tokens(2)))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContaining("setting aside");
            assertThat(StoreFixture.onlyEntry(parent)).hasContent("foreign");
        }
    }

    @Test
    void secondStoreOfOneJvm_isRefusedUntilTheFirstIsClosed() {
        try (var first = FileTokenStore.open(parent, StoreFixture.KEY)) {
            assertThatThrownBy(() -> FileTokenStore.open(parent, StoreFixture.KEY))
                    .isInstanceOf(KsefStorageException.class)
                    .hasMessageContainingAll(parent.toString(), "share that one", "redeployed", "restart the JVM");
            first.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
        }
        try (var next = FileTokenStore.open(parent, StoreFixture.KEY)) {
            assertThat(next.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(1));
        }
    }

    /** What becomes of an application that is redeployed without closing its store. */
    @Test
    void storeThatWasNeverClosed_isFreedOnceNobodyHoldsIt() {
        leaveOpen(parent);
        KsefStorageException refused = null;
        for (int attempt = 0; attempt < 100; attempt++) {
            try (var next = FileTokenStore.open(parent, StoreFixture.KEY)) {
                assertThat(next.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(1));
                return;
            } catch (KsefStorageException stillThere) {
                refused = stillThere;
                System.gc();
            }
        }
        throw new AssertionError("still held", refused);
    }

    private static void leaveOpen(Path directory) {
        FileTokenStore.open(directory, StoreFixture.KEY).save(StoreFixture.WHOSE, StoreFixture.tokens(1));
    }

    @Test
    void closingTwice_isNoError() {
        var store = FileTokenStore.open(parent, StoreFixture.KEY);
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
        FileTokenStore.open(parent, StoreFixture.KEY).close();
        assertThat(StoreFixture.entries(parent)).containsExactlyInAnyOrderElementsOf(ofOthers);
    }

    @Test
    void leftoverOfAnEntry_isNoHindranceToSavingIt() throws IOException {
        try (var store = FileTokenStore.open(parent, StoreFixture.KEY)) {
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(1));
            Path file = StoreFixture.onlyEntry(parent);
            Files.write(Path.of(file + ".tmp"), Arrays.copyOf(Files.readAllBytes(file), 100));
            store.save(StoreFixture.WHOSE, StoreFixture.tokens(2));
            assertThat(store.find(StoreFixture.WHOSE)).contains(StoreFixture.tokens(2));
            assertThat(StoreFixture.entries(parent)).hasSize(1);
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    /** A directory whose disk can be full, so that half of a file fits, and in which renaming can fail. */
    private static final class FaultyDirectory extends StoreDirectory {

        private boolean full;
        private boolean renamingFails;

        FaultyDirectory(Path directory) {
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
            requireRenaming();
            super.replace(name, target);
        }

        @Override
        void rename(String name, String free) throws IOException {
            requireRenaming();
            super.rename(name, free);
        }

        private void requireRenaming() throws IOException {
            if (renamingFails) {
                throw new IOException("Device or resource busy");
            }
        }
    }
}
