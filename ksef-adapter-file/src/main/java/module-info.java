/** {@code TokenStore}, {@code KeyStore}, {@code SubmissionJournal} and {@code SyncStateStore} in encrypted files. */
@org.jspecify.annotations.NullMarked
module dev.ksef.adapter.file {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;

    exports dev.ksef.adapter.file;
}
