package dev.ksef.domain.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ksef.model.error.KsefStorageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Directories of packages that live, died, or are none. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PrivateDirectoryTest {

    @TempDir
    private Path root;

    @Test
    void directoryAndFiles_areTheirOwnersOnly() throws IOException {
        assumeThat(root.getFileSystem().supportedFileAttributeViews()).contains("posix");
        try (PrivateDirectory made = PrivateDirectory.below(root)) {
            write(made, "part-1");
            assertThat(permissions(made.path(""))).isEqualTo("rwx------");
            assertThat(entries(made.path("")))
                    .hasSize(2)
                    .allSatisfy(file -> assertThat(permissions(file)).isEqualTo("rw-------"));
        }
        assertThat(entries(root)).isEmpty();
    }

    @Test
    void folderThatIsMissing_isMade() {
        try (PrivateDirectory made = PrivateDirectory.below(root.resolve("a").resolve("b"))) {
            assertThat(made.path("")).hasParent(root.resolve("a").resolve("b"));
        }
    }

    @Test
    void folderThatIsAFile_isToldByItsName() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "a");
        assertThatThrownBy(() -> PrivateDirectory.below(file))
                .isInstanceOf(KsefStorageException.class)
                .hasMessageContainingAll(file.toString(), "name another one");
    }

    @Test
    void leftOverOfADeadProcess_isRemovedByTheNext() throws Exception {
        Path dead;
        try (OtherPackage other = OtherPackage.below(root)) {
            dead = other.directory();
            assertThat(dead.resolve("part-1")).exists();
            other.kill();
        }
        try (PrivateDirectory made = PrivateDirectory.below(root)) {
            assertThat(entries(root)).containsExactly(made.path(""));
        }
    }

    @Test
    void leftOver_thatAnotherThreadIsRemoving_isLeftToIt() throws IOException {
        Path dead = Files.createDirectory(root.resolve("ksef-package-1-1-dead"));
        Path lock = Files.createFile(dead.resolve("lock"));
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.lock();
                PrivateDirectory made = PrivateDirectory.below(root)) {
            assertThat(held.isValid()).isTrue();
            assertThat(made.path("")).exists();
            assertThat(dead).exists();
        }
    }

    @Test
    void packageOfALivingProcess_staysWhoeverComes() throws Exception {
        try (OtherPackage other = OtherPackage.below(root);
                PrivateDirectory mine = PrivateDirectory.below(root)) {
            assertThat(other.directory().resolve("part-1")).exists();
            assertThat(mine.path("")).exists();
        }
    }

    @Test
    void packagesOfOneProcess_keepTheirLocksAgainstOthers() throws Exception {
        try (PrivateDirectory first = PrivateDirectory.below(root);
                PrivateDirectory second = PrivateDirectory.below(root);
                OtherPackage other = OtherPackage.below(root)) {
            assertThat(first.path("lock")).exists();
            assertThat(second.path("lock")).exists();
            assertThat(other.directory()).exists();
        }
    }

    @Test
    void manyThreads_makeDirectoriesAtTheSameTime() throws Exception {
        List<PrivateDirectory> made = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            var thread = new Thread(() -> {
                for (int j = 0; j < 20; j++) {
                    try {
                        PrivateDirectory one = PrivateDirectory.below(root);
                        synchronized (made) {
                            made.add(one);
                        }
                    } catch (RuntimeException failure) {
                        synchronized (made) {
                            failures.add(failure);
                        }
                    }
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
        assertThat(made)
                .hasSize(160)
                .allSatisfy(one -> assertThat(one.path("lock")).exists());
        made.forEach(PrivateDirectory::close);
        assertThat(entries(root)).isEmpty();
    }

    @Test
    void whatOnlyLooksLikeAPackage_isLeftAlone() throws IOException {
        Path unrelated = Files.createDirectory(root.resolve("ksef-package-mine"));
        Path note = Files.writeString(unrelated.resolve("note"), "a");
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("lock"), "");
        Path precious = Files.writeString(elsewhere.resolve("precious"), "a");
        Path link = Files.createSymbolicLink(root.resolve("ksef-package-link"), elsewhere);
        Path file = Files.writeString(root.resolve("ksef-package-file"), "a");
        PrivateDirectory.below(root).close();
        assertThat(List.of(unrelated, note, precious, link, file))
                .allSatisfy(path -> assertThat(path).exists());
    }

    @Test
    void lockThatIsALink_isNotFollowed() throws IOException {
        Path odd = Files.createDirectory(root.resolve("ksef-package-odd"));
        Path target = Files.writeString(root.resolve("target"), "a");
        Files.createSymbolicLink(odd.resolve("lock"), target);
        Path file = Files.writeString(odd.resolve("file"), "a");
        PrivateDirectory.below(root).close();
        assertThat(file).exists();
        assertThat(target).hasContent("a");
    }

    @Test
    void directoryOfAnotherUser_isLeftAlone() throws IOException {
        Path other = Files.createDirectory(root.resolve("ksef-package-other"));
        Files.writeString(other.resolve("lock"), "");
        try {
            Files.setOwner(
                    other, root.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        } catch (IOException | UnsupportedOperationException notRoot) {
            assumeThat(false)
                    .as("only root can give a directory to nobody: " + notRoot)
                    .isTrue();
        }
        PrivateDirectory.below(root).close();
        assertThat(other.resolve("lock")).exists();
    }

    @Test
    void closing_removesAll_alsoForAnInterruptedThread_andTwice() throws IOException {
        PrivateDirectory made = PrivateDirectory.below(root);
        write(made, "part-1");
        Thread.currentThread().interrupt();
        made.close();
        made.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(entries(root)).isEmpty();
    }

    /** A file must be made and removed within microseconds: a fault of this kind shows in some of thousands of rounds. */
    @Test
    void closing_whileOtherThreadsMakeFiles_leavesNothing() throws Exception {
        for (int round = 0; round < 2_000; round++) {
            PrivateDirectory made = PrivateDirectory.below(root);
            var begin = new CountDownLatch(4);
            List<Thread> makers = Stream.of("part-1", "part-2", "part-3", "part-4")
                    .map(name -> new Thread(() -> writeUnlessClosed(made, name, begin)))
                    .toList();
            makers.forEach(Thread::start);
            begin.await();
            LockSupport.parkNanos(round % 40 * 5_000L);
            made.close();
            for (Thread maker : makers) {
                maker.join();
            }
            assertThat(root).as("round " + round).isEmptyDirectory();
        }
    }

    private static void writeUnlessClosed(PrivateDirectory directory, String name, CountDownLatch begin) {
        begin.countDown();
        try {
            begin.await();
            write(directory, name);
        } catch (IOException closed) {
            // Who comes too late is told so.
        } catch (InterruptedException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void write(PrivateDirectory directory, String name) throws IOException {
        try (OutputStream part = directory.create(name)) {
            part.write(1);
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }
}
