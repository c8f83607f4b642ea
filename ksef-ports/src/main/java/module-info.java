/** The vocabulary of KSeF 2.0 ({@code dev.ksef.model}) and the ports that adapters implement ({@code dev.ksef.port}). */
@org.jspecify.annotations.NullMarked
module dev.ksef.ports {
    requires static transitive org.jspecify;
    requires java.naming;
    requires java.xml;

    exports dev.ksef.model;
    exports dev.ksef.model.auth;
    exports dev.ksef.model.batch;
    exports dev.ksef.model.certificate;
    exports dev.ksef.model.collective;
    exports dev.ksef.model.encryption;
    exports dev.ksef.model.error;
    exports dev.ksef.model.export;
    exports dev.ksef.model.finding;
    exports dev.ksef.model.grant;
    exports dev.ksef.model.invoice;
    exports dev.ksef.model.limit;
    exports dev.ksef.model.link;
    exports dev.ksef.model.peppol;
    exports dev.ksef.model.permission;
    exports dev.ksef.model.session;
    exports dev.ksef.model.signature;
    exports dev.ksef.model.subject;
    exports dev.ksef.model.submission;
    exports dev.ksef.model.testdata;
    exports dev.ksef.model.token;
    exports dev.ksef.model.upo;
    exports dev.ksef.port;
    exports dev.ksef.port.api;
    exports dev.ksef.port.archive;
    exports dev.ksef.port.event;
    exports dev.ksef.port.journal;
    exports dev.ksef.port.ledger;
    exports dev.ksef.port.operation;
    exports dev.ksef.port.signing;
    exports dev.ksef.port.store;
    exports dev.ksef.port.time;
    exports dev.ksef.model.internal to
            dev.ksef.domain,
            dev.ksef.adapter.crypto,
            dev.ksef.adapter.feign,
            dev.ksef.adapter.pkcs11,
            dev.ksef.fa3,
            dev.ksef.sdk,
            dev.ksef.signature;
    exports dev.ksef.port.internal.content to
            dev.ksef.adapter.file,
            dev.ksef.adapter.jdbc,
            dev.ksef.adapter.redis;
    exports dev.ksef.port.internal to
            dev.ksef.domain,
            dev.ksef.adapter.feign,
            dev.ksef.adapter.file,
            dev.ksef.adapter.jdbc,
            dev.ksef.adapter.redis,
            dev.ksef.sdk;
}
