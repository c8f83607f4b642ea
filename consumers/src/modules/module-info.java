module consumer {
    requires dev.ksef.sdk;
    requires dev.ksef.signature;
    requires dev.ksef.simulator;
}
