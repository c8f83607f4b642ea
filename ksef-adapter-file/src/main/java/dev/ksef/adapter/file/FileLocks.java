package dev.ksef.adapter.file;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.time.Deadline;
import dev.ksef.port.time.Time;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Locks between processes: bytes of one file. The system forgets those of a process that died. The file stays open as
 * long as the store, since closing any channel on a file gives up all locks that this JVM has on it. For the same reason
 * a second store on the same directory is refused in the same JVM; that is seen by a lock on another file, where nothing
 * can be lost.
 */
final class FileLocks implements AutoCloseable {

    private static final int GROUPS = 256;
    private static final long BEYOND_GROUPS = 1L << 40;
    private static final long FIRST_PAUSE_MILLIS = 2;
    private static final long LONGEST_PAUSE_MILLIS = 50;
    private static final Duration PATIENCE_FOR_A_SAVING = Duration.ofSeconds(30);

    private final Disk disk;
    private final Time time;
    private final FileChannel presence;
    private final FileChannel channel;
    private final ReentrantLock[] groups =
            Stream.generate(ReentrantLock::new).limit(GROUPS).toArray(ReentrantLock[]::new);

    private FileLocks(Disk disk, Time time, FileChannel presence, FileChannel channel) {
        this.disk = disk;
        this.time = time;
        this.presence = presence;
        this.channel = channel;
    }

    /** The locks of one kind of entries in a directory. */
    static FileLocks open(Disk disk, String kind, Time time) throws IOException {
        FileChannel presence = disk.openForLocks(kind + ".presence");
        try {
            requireAlone(presence, disk);
            return new FileLocks(disk, time, presence, disk.openForLocks(kind + ".locks"));
        } catch (IOException | RuntimeException failure) {
            presence.close();
            throw failure;
        }
    }

    /** A presence is shared with other processes, and refused by this JVM to itself. */
    private static void requireAlone(FileChannel presence, Disk disk) throws IOException {
        try {
            if (presence.tryLock(0, 1, true) == null) {
                throw new KsefStorageException(
                        "Something else has locked files in " + disk + "; end it, or use another directory", null);
            }
        } catch (OverlappingFileLockException second) {
            throw new KsefStorageException(
                    "This JVM has a store on " + disk + " open already; share that one, or close it first", second);
        }
    }

    /** Does what only one may do at a time within a group of entries: short work on their files. */
    <T> T alone(int group, Supplier<T> work) {
        groups[group].lock();
        try (var held = acquireForSaving(group)) {
            return work.get();
        } finally {
            groups[group].unlock();
        }
    }

    /** The same, unless somebody is at it. */
    void aloneIfFree(int group, Runnable work) {
        groups[group].lock();
        try {
            attempt(group).ifPresent(held -> {
                try (held) {
                    work.run();
                }
            });
        } finally {
            groups[group].unlock();
        }
    }

    /** Does what only one may do at a time for an entry, however long it takes. */
    <T> T exclusively(Entry entry, Deadline deadline, Supplier<T> work) {
        try (var held = acquire(BEYOND_GROUPS | entry.number() >>> 2, deadline, entry.toString())) {
            return work.get();
        }
    }

    private Held acquireForSaving(int group) {
        try {
            return acquire(group, Deadline.after(PATIENCE_FOR_A_SAVING, time), "files in " + disk);
        } catch (KsefDeadlineException late) {
            throw new KsefStorageException("Another process did not finish writing in " + disk + "; try again", late);
        }
    }

    private Held acquire(long position, Deadline deadline, String what) {
        for (long pause = FIRST_PAUSE_MILLIS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
            Optional<Held> held = attempt(position);
            if (held.isPresent()) {
                return held.orElseThrow();
            }
            pause(Math.min(pause, deadline.remainingMillis(time)), what);
        }
    }

    private void pause(long millis, String what) {
        if (millis == 0) {
            throw new KsefDeadlineException("Others were at " + what + " until the deadline; try again later", null);
        }
        try {
            time.sleepUntil(time.millis() + millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KsefDeadlineException("Interrupted while others were at " + what, null, interrupted);
        }
    }

    private Optional<Held> attempt(long position) {
        try {
            return Optional.ofNullable(channel.tryLock(position, 1, false)).map(lock -> new Held(lock, disk));
        } catch (OverlappingFileLockException heldHere) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new KsefStorageException(
                    "There are no locks to be had on the file system of " + disk
                            + "; use a directory whose file system has them",
                    failure);
        }
    }

    @Override
    public void close() throws IOException {
        try (presence) {
            channel.close();
        }
    }

    /** A lock that is held. */
    private record Held(FileLock lock, Disk disk) implements AutoCloseable {

        @Override
        public void close() {
            try {
                lock.release();
            } catch (IOException failure) {
                throw new KsefStorageException(
                        "A lock in " + disk + " could not be given back; was the store closed meanwhile?", failure);
            }
        }
    }
}
