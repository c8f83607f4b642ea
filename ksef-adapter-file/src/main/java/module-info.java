/** {@code TokenStore}, {@code KeyStore} and {@code SubmissionJournal} in encrypted files. */
@org.jspecify.annotations.NullMarked
module dev.ksef.adapter.file {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;

    exports dev.ksef.adapter.file;
}
