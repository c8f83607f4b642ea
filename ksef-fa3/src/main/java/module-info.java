/** FA(3) as immutable types that are read from XML and written to it. */
@org.jspecify.annotations.NullMarked
module dev.ksef.fa3 {
    requires static transitive org.jspecify;
    requires transitive dev.ksef.ports;
    requires java.xml;

    exports dev.ksef.fa3.code;
    exports dev.ksef.fa3.field;
    exports dev.ksef.fa3.schema;
}
