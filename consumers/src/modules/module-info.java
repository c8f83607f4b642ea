module consumer {
    requires dev.ksef.fa3;
    requires dev.ksef.pdf;
    requires dev.ksef.sdk;
    requires dev.ksef.signature;
    requires dev.ksef.simulator;
}
