package dev.ksef.simulator.verification;

import dev.ksef.simulator.invoice.StoredInvoice;
import dev.ksef.simulator.wire.HttpReply;
import org.jspecify.annotations.Nullable;

/** The page that is shown to whoever scanned a QR code: sentences in Polish and English, and a word for machines. */
final class VerificationPage {

    /** How a verification ends, with the HTTP status for it. */
    enum Outcome {
        FOUND(200, "found", "Faktura znajduje się w KSeF.", "The invoice is in KSeF."),
        NOT_FOUND(404, "not-found", "Nie znaleziono faktury w KSeF.", "The invoice is not in KSeF."),
        VALID(
                200,
                "valid",
                "Podpis certyfikatem KSeF jest prawidłowy.",
                "The signature by a KSeF certificate is valid."),
        UNKNOWN_CERTIFICATE(
                422, "certificate-unknown", "Certyfikat KSeF nie istnieje.", "There is no such KSeF certificate."),
        WRONG_TYPE(
                422,
                "certificate-type",
                "Certyfikat nie jest typu Offline.",
                "The certificate is not of type Offline."),
        NOT_ACTIVE(422, "certificate-not-active", "Certyfikat nie jest aktywny.", "The certificate is not active now."),
        INVALID_SIGNATURE(422, "signature-invalid", "Podpis jest nieprawidłowy.", "The signature is invalid."),
        MALFORMED(400, "malformed", "Link jest nieprawidłowy.", "The link is malformed.");

        private final int status;
        private final String word;
        private final String polish;
        private final String english;

        Outcome(int status, String word, String polish, String english) {
            this.status = status;
            this.word = word;
            this.polish = polish;
            this.english = english;
        }
    }

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="pl">
            <head><meta charset="utf-8"><title>KSeF</title></head>
            <body data-verdict="%s"%s>
            %s</body>
            </html>
            """;

    private VerificationPage() {}

    /** The page for a KOD I. It names the invoice, if there is one. */
    static HttpReply ofInvoice(Outcome outcome, @Nullable StoredInvoice invoice) {
        String number = invoice == null ? "" : "<p>" + escaped(invoice.ksefNumber()) + "</p>\n";
        return page(outcome, "", sentences(outcome) + number);
    }

    /** The page for a KOD II. It also tells whether the invoice is in KSeF. */
    static HttpReply ofCertificate(Outcome outcome, boolean invoiceFound) {
        Outcome invoice = invoiceFound ? Outcome.FOUND : Outcome.NOT_FOUND;
        return page(outcome, " data-invoice=\"" + invoice.word + "\"", sentences(outcome) + sentences(invoice));
    }

    static HttpReply malformed() {
        return page(Outcome.MALFORMED, "", sentences(Outcome.MALFORMED));
    }

    private static HttpReply page(Outcome outcome, String attribute, String content) {
        return HttpReply.html(outcome.status, HTML.formatted(outcome.word, attribute, content));
    }

    private static String sentences(Outcome outcome) {
        return "<p>" + escaped(outcome.polish) + "</p>\n<p lang=\"en\">" + escaped(outcome.english) + "</p>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
