/** Contract suites for the ports, fakes, and builders of what KSeF sends: for tests of adapters and of applications. */
@org.jspecify.annotations.NullMarked
module dev.ksef.testkit {
    // For the compiler, which generates the builders of the model.
    requires static io.soabase.recordbuilder.core;
    requires static java.compiler;
    requires static org.jspecify;
    requires transitive dev.ksef.ports;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires java.net.http;

    exports dev.ksef.testkit.archive;
    exports dev.ksef.testkit.crypto;
    exports dev.ksef.testkit.event;
    exports dev.ksef.testkit.limit;
    exports dev.ksef.testkit.model;
    exports dev.ksef.testkit.model.auth;
    exports dev.ksef.testkit.model.batch;
    exports dev.ksef.testkit.model.certificate;
    exports dev.ksef.testkit.model.collective;
    exports dev.ksef.testkit.model.encryption;
    exports dev.ksef.testkit.model.export;
    exports dev.ksef.testkit.model.grant;
    exports dev.ksef.testkit.model.invoice;
    exports dev.ksef.testkit.model.limit;
    exports dev.ksef.testkit.model.peppol;
    exports dev.ksef.testkit.model.permission;
    exports dev.ksef.testkit.model.session;
    exports dev.ksef.testkit.model.subject;
    exports dev.ksef.testkit.model.token;
    exports dev.ksef.testkit.server;
    exports dev.ksef.testkit.signing;
    exports dev.ksef.testkit.store;
    exports dev.ksef.testkit.thread;
    exports dev.ksef.testkit.time;
    exports dev.ksef.testkit.transport;
}
