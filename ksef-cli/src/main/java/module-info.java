/** The program {@code ksef}. Nothing of it is for other code. */
@org.jspecify.annotations.NullMarked
module dev.ksef.cli {
    requires java.xml;
    requires static org.jspecify;
    requires info.picocli;
    requires dev.ksef.sdk;
    requires dev.ksef.fa3;
    requires dev.ksef.pdf;
    requires dev.ksef.adapter.file;
    requires dev.ksef.adapter.pkcs11;
    requires dev.ksef.signature;
    requires dev.ksef.simulator;
}
