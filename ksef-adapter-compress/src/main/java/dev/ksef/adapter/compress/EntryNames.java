package dev.ksef.adapter.compress;

import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.jspecify.annotations.Nullable;

/** The names that an archive from elsewhere gives its files. */
final class EntryNames {

    private static final int LONGEST_SHOWN = 120;

    /** Paths of Unix and of Windows that do not stay in their folder, and what either takes for something else than a name. */
    private static final Pattern LEADING_OUT =
            Pattern.compile("/.*|(.*/)?\\.\\.(/.*)?|.*[\\\\:\\p{Cntrl}].*|", Pattern.DOTALL);

    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\p{L}\\p{N}\\p{P}\\p{S} ]");

    private EntryNames() {}

    /** Whether a file of this name may land elsewhere than in its folder. */
    static boolean leadsOut(String name) {
        return LEADING_OUT.matcher(name).matches();
    }

    /** Tells where an archive went wrong. It is made for messages only: names are not worth searching for every file. */
    static String behind(@Nullable ArchiveEntry before) {
        return before == null ? "at its beginning" : "behind its file '" + shown(before.getName()) + "'";
    }

    /** Returns a name fit for a message: an archive may call its files what it likes. */
    static String shown(String name) {
        String printable = UNPRINTABLE.matcher(name).replaceAll("?");
        return printable.length() <= LONGEST_SHOWN ? printable : printable.substring(0, LONGEST_SHOWN) + "...";
    }
}
