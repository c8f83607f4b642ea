module consumer {
    requires com.h2database;
    requires dev.ksef.adapter.caffeine;
    requires dev.ksef.adapter.file;
    requires dev.ksef.adapter.jdbc;
    requires dev.ksef.adapter.micrometer;
    requires dev.ksef.adapter.pkcs11;
    requires dev.ksef.adapter.redis;
    requires dev.ksef.fa3;
    requires dev.ksef.pdf;
    requires dev.ksef.sdk;
    requires dev.ksef.signature;
    requires dev.ksef.simulator;
}
