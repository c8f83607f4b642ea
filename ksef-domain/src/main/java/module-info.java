/** The use cases. They know the ports and nothing else. */
@org.jspecify.annotations.NullMarked
module dev.ksef.domain {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;
    requires java.xml;

    exports dev.ksef.domain.auth;
    exports dev.ksef.domain.batch;
    exports dev.ksef.domain.certificate;
    exports dev.ksef.domain.collective;
    exports dev.ksef.domain.crypto;
    exports dev.ksef.domain.export;
    exports dev.ksef.domain.invoice;
    exports dev.ksef.domain.limit;
    exports dev.ksef.domain.peppol;
    exports dev.ksef.domain.permission;
    exports dev.ksef.domain.preflight;
    exports dev.ksef.domain.session;
    exports dev.ksef.domain.submission;
    exports dev.ksef.domain.sync;
    exports dev.ksef.domain.testdata;
    exports dev.ksef.domain.token;
}
