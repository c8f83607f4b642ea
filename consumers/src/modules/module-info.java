module consumer {
    requires dev.ksef.sdk;
    requires dev.ksef.simulator;
}
