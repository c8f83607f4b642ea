/** FA(3) as immutable types that are read from XML and written to it, builders of what people issue, and rules beyond the schema. */
@org.jspecify.annotations.NullMarked
module dev.ksef.fa3 {
    requires static transitive org.jspecify;
    requires transitive dev.ksef.ports;
    requires java.xml;

    exports dev.ksef.fa3;
    exports dev.ksef.fa3.attachment;
    exports dev.ksef.fa3.code;
    exports dev.ksef.fa3.field;
    exports dev.ksef.fa3.party;
    exports dev.ksef.fa3.payment;
    exports dev.ksef.fa3.rule;
    exports dev.ksef.fa3.schema;
}
