package dev.ksef.simulator;

/**
 * Shows an invoice as people read it. The simulator shares no code with what it judges, so whoever starts it brings this along;
 * without it the simulator's page has the XML only.
 */
@FunctionalInterface
public interface InvoiceView {

    /**
     * Returns an HTML page. It is served so that it runs no script and loads nothing: styles must stand in it, and images in
     * links that contain them. Many threads ask at once.
     *
     * @param xml as it was sent
     * @param ksefNumber its number
     * @param qrBase what the links of this simulator's verification codes begin with, such as {@code http://127.0.0.1:8080}
     * @throws RuntimeException if it cannot be shown, which the reader is told
     */
    String html(byte[] xml, String ksefNumber, String qrBase);
}
