/** XAdES signatures on EU DSS: signs requests to sign in, says what is wrong with signed ones, checks UPO. */
@org.jspecify.annotations.NullMarked
module dev.ksef.signature {
    requires static org.jspecify;
    requires java.naming;
    requires java.xml.crypto;
    requires transitive dev.ksef.ports;
    // The names that EU DSS gives its modules; they require nothing by themselves.
    requires transitive jpms_dss_enumerations;
    requires transitive jpms_dss_model;
    requires transitive jpms_dss_spi;
    requires transitive jpms_dss_token;
    requires jpms_dss_alert;
    requires jpms_dss_xades;
    requires jpms_dss_xml_common;
    requires org.bouncycastle.provider;
    // What EU DSS needs and, being no real modules, cannot require.
    requires com.google.common;
    requires org.slf4j;

    exports dev.ksef.signature.request;
    exports dev.ksef.signature.signing;
    exports dev.ksef.signature.upo;
}
