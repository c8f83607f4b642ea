/** The verification codes of invoices as images, made without AWT: no display, no fonts, no native libraries. */
@org.jspecify.annotations.NullMarked
module dev.ksef.qr {
    requires static org.jspecify;
    requires transitive dev.ksef.ports;
    requires com.google.zxing;

    exports dev.ksef.qr;
}
