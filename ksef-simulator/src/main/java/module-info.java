/** A stateful KSeF 2.0 for tests: embeddable, a JUnit extension, and a program of its own. */
@org.jspecify.annotations.NullMarked
module dev.ksef.simulator {
    requires static org.jspecify;
    // Not transitive: a program that embeds the simulator needs no JUnit.
    requires static org.junit.jupiter.api;
    // Draws the verification codes on the page; without it there are no pictures.
    requires static com.google.zxing;
    requires jdk.httpserver;
    requires java.xml;
    requires java.xml.crypto;
    requires dev.ksef.thirdparty;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.pkix;

    exports dev.ksef.simulator;
    // Starts the program as one of its commands.
    exports dev.ksef.simulator.program to
            dev.ksef.cli;
}
