package dev.ksef.domain.export;

/**
 * What is done if KSeF declares another hash for a part than that of the bytes it sends, each time alike. This was seen on
 * PRODUCTION, with content that could be read.
 */
public enum WrongHash {
    /** The export fails; nothing of it is handed out. */
    FAIL,
    /** The export is started again. */
    EXPORT_AGAIN,
    /**
     * The part is taken if it can be decrypted, and an event tells so. The hash of each invoice still has to be the one in its
     * metadata.
     */
    ACCEPT
}
