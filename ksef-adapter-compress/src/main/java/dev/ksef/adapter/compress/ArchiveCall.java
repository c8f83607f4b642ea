package dev.ksef.adapter.compress;

import dev.ksef.model.error.KsefDeadlineException;
import dev.ksef.model.error.KsefStorageException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Work on one archive, with its failures told in our words. */
final class ArchiveCall {

    private ArchiveCall() {}

    /** Work that fails as streams do. */
    interface Writing {

        /** Writes an archive. */
        void run() throws IOException, InterruptedException;
    }

    /**
     * Writes an archive.
     *
     * @throws KsefStorageException if the stream fails, or the work says so
     * @throws KsefDeadlineException if the thread is interrupted
     */
    static void write(Writing work) {
        try {
            work.run();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw interrupted(interrupted);
        } catch (IOException failure) {
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted(failure);
            }
            throw new KsefStorageException("The stream that an archive is written to failed", failure);
        }
    }

    /** Reading from a caller's stream. */
    interface Reading {

        /** Reads an archive. */
        void from(CallerSource source) throws IOException;
    }

    /**
     * Reads an archive.
     *
     * @throws KsefStorageException if the stream fails, the archive is broken, or the reading says so
     * @throws KsefDeadlineException if the thread is interrupted
     */
    static void read(InputStream archive, Reading reading) {
        var source = new CallerSource(archive);
        try {
            reading.from(source);
        } catch (IOException failure) {
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted(failure);
            }
            throw failed(source.failure(), failure);
        }
    }

    private static RuntimeException failed(@Nullable Exception ofTheStream, IOException ofTheArchive) {
        if (ofTheStream instanceof RuntimeException thrown) {
            return thrown;
        }
        if (ofTheStream != null) {
            return new KsefStorageException("The stream that an archive is read from failed", ofTheStream);
        }
        // Only our own words: those of a library may quote what it stumbled over.
        return new KsefStorageException(
                ofTheArchive instanceof BrokenArchiveException known
                        ? String.valueOf(known.getMessage())
                        : "The archive is damaged",
                null);
    }

    private static KsefDeadlineException interrupted(Exception cause) {
        return new KsefDeadlineException("Interrupted while working on an archive", null, cause);
    }
}
