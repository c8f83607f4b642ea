package dev.ksef.adapter.compress;

import dev.ksef.model.error.KsefStorageException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The names of the files of one archive that is written: of letters that every reader takes, each once. */
final class FileNames {

    /** A tar takes more than 99 bytes with extensions only, which some readers do not know. */
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._-]{1,99}");

    private final Set<String> seen = new HashSet<>();

    /**
     * Takes the name of one more file.
     *
     * @throws KsefStorageException if it is unfit, or was there before
     */
    void add(String name) {
        if (!FIT.matcher(name).matches() || name.equals(".") || name.equals("..")) {
            throw new KsefStorageException(
                    "A file in an archive has a name of 1 to 99 ASCII letters, digits, dots, hyphens and underscores, not '"
                            + EntryNames.shown(name) + "'",
                    null);
        }
        if (!seen.add(name)) {
            throw new KsefStorageException("An archive cannot hold two files of the name " + name, null);
        }
    }
}
