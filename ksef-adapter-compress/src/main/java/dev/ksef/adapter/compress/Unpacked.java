package dev.ksef.adapter.compress;

import dev.ksef.port.archive.ArchiveLimits;
import java.util.HashSet;
import java.util.Set;

/** What came out of an archive so far, held to the limits. */
final class Unpacked {

    private final ArchiveLimits limits;
    private final Set<String> files = new HashSet<>();
    private long folders;
    private long bytes;

    Unpacked(ArchiveLimits limits) {
        this.limits = limits;
    }

    /** Returns how many files and folders came out. */
    long entries() {
        return files.size() + folders;
    }

    void addFolder(String name) throws BrokenArchiveException {
        checkName(name);
        folders++;
        checkCount(folders, "folders");
    }

    void addFile(String name) throws BrokenArchiveException {
        checkName(name);
        if (!files.add(name)) {
            throw new BrokenArchiveException(
                    "The archive holds two files of the name '" + EntryNames.shown(name) + "'");
        }
        checkCount(files.size(), "files");
    }

    /**
     * Takes bytes of a file.
     *
     * @param name of the file
     * @param fileBytes of which so many came out by now, these included
     */
    void addBytes(int count, String name, long fileBytes) throws BrokenArchiveException {
        bytes += count;
        if (fileBytes > limits.mostEntryBytes()) {
            throw new BrokenArchiveException("The file '" + EntryNames.shown(name)
                    + "' of the archive unpacks to more than " + limits.mostEntryBytes() + " bytes");
        }
        if (bytes > limits.mostBytes()) {
            throw new BrokenArchiveException("The archive unpacks to more than " + limits.mostBytes() + " bytes");
        }
    }

    private void checkCount(long count, String what) throws BrokenArchiveException {
        if (count > limits.mostEntries()) {
            throw new BrokenArchiveException("The archive holds more than " + limits.mostEntries() + " " + what);
        }
    }

    private static void checkName(String name) throws BrokenArchiveException {
        if (EntryNames.leadsOut(name)) {
            throw new BrokenArchiveException(
                    "The archive holds a name that may lead out of its folder: '" + EntryNames.shown(name) + "'");
        }
    }
}
