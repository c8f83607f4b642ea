package dev.ksef.adapter.file;

import dev.ksef.model.error.KsefStorageException;
import dev.ksef.port.internal.content.StoredName;
import java.io.IOException;

/**
 * A kind of files to which records are appended, each for one key. In version 1 of the files, a key is environment, kind and value
 * of the context, and a name.
 */
abstract class JournalKind<K> {

    private final String name;
    private final String letters;
    private final String what;
    private final String whatOfAnother;
    private final String remedy;

    /**
     * @param name ending of the files
     * @param letters with which a file begins, 8
     * @param what is in a file, such as {@code "the journal of a submission"}
     * @param whatOfAnother is in a file that has the name of another, such as {@code "the file of another submission"}
     * @param remedy what to do about a damaged file, as the end of a sentence
     */
    JournalKind(String name, String letters, String what, String whatOfAnother, String remedy) {
        this.name = name;
        this.letters = letters;
        this.what = what;
        this.whatOfAnother = whatOfAnother;
        this.remedy = remedy;
    }

    abstract StoredName name(K key);

    /** @throws IllegalArgumentException if no such name is known here */
    abstract K key(StoredName stored);

    /** Returns what a file for the key holds, for messages. */
    abstract String description(K key);

    String name() {
        return name;
    }

    String letters() {
        return letters;
    }

    String what() {
        return what;
    }

    String whatOfAnother() {
        return whatOfAnother;
    }

    String remedy() {
        return remedy;
    }

    EntryName entry(K key) {
        return EntryName.of(name, description(key), name(key).parts());
    }

    byte[] write(K key) {
        return name(key).bytes();
    }

    K read(byte[] bytes) {
        try {
            return key(StoredName.read(bytes));
        } catch (IOException | IllegalArgumentException undecipherable) {
            // The file was intact, so a newer version wrote it.
            throw new KsefStorageException(
                    "A file with " + what + " has its name in a form that this version of the SDK does not know", null);
        }
    }
}
