/** Invoices of the structure FA(3) and UPO as PDF, on Apache FOP, and as HTML. */
@org.jspecify.annotations.NullMarked
module dev.ksef.pdf {
    requires static transitive org.jspecify;
    requires transitive dev.ksef.ports;
    requires dev.ksef.fa3;
    requires dev.ksef.qr;
    requires java.desktop;
    requires java.xml;
    // What FOP needs and cannot say, since its jars are no modules.
    requires org.apache.commons.io;
    requires org.apache.commons.logging;
    requires jdk.xml.dom;
    requires org.apache.xmlgraphics.fop.core;
    requires org.apache.xmlgraphics.fop.events;
    requires org.apache.xmlgraphics.commons;
    requires org.apache.fontbox;
    requires org.apache.pdfbox;
    requires org.apache.pdfbox.io;

    exports dev.ksef.pdf;
    exports dev.ksef.pdf.language;
}
