/** Contract suites for the ports, fakes and fixtures, for whoever writes an adapter. */
@org.jspecify.annotations.NullMarked
module dev.ksef.testkit {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;
    requires transitive org.junit.jupiter.api;
    requires org.assertj.core;
    requires java.net.http;

    exports dev.ksef.testkit.crypto;
    exports dev.ksef.testkit.event;
    exports dev.ksef.testkit.limit;
    exports dev.ksef.testkit.server;
    exports dev.ksef.testkit.signing;
    exports dev.ksef.testkit.store;
    exports dev.ksef.testkit.thread;
    exports dev.ksef.testkit.time;
    exports dev.ksef.testkit.transport;
}
