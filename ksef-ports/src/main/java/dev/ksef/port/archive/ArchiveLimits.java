package dev.ksef.port.archive;

/**
 * How much an archive may unpack to. All sizes count what comes out of decompression.
 *
 * @param mostEntries the largest number of files
 * @param mostEntryBytes the largest size of one file
 * @param mostBytes the largest size of all files together
 */
public record ArchiveLimits(int mostEntries, long mostEntryBytes, long mostBytes) {

    /** @throws IllegalArgumentException if a limit is below 1 */
    public ArchiveLimits {
        if (mostEntries < 1 || mostEntryBytes < 1 || mostBytes < 1) {
            throw new IllegalArgumentException("The limits of an archive must be at least 1, but are " + mostEntries
                    + " entries, " + mostEntryBytes + " and " + mostBytes + " bytes");
        }
    }
}
