package dev.ksef.simulator.verification;

import dev.ksef.simulator.invoice.StoredInvoice;
import dev.ksef.simulator.wire.HttpReply;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The page that is shown to whoever scanned a QR code: sentences in Polish and English, and a word for machines. */
final class VerificationPage {

    /** A statement in Polish and English. The Polish words are those that the Ministry's own tests look for. */
    private record Sentence(String polish, String english) {

        static final Sentence EXISTS = new Sentence("Certyfikat istnieje.", "The certificate exists.");
        static final Sentence ACTIVE = new Sentence("Certyfikat jest aktywny.", "The certificate is active.");
        static final Sentence SIGNED =
                new Sentence("Podpis wystawcy jest prawidłowy.", "The signature of the issuer is valid.");
        static final Sentence ENTITLED = new Sentence(
                "Wystawca posiada uprawnienia do wystawienia faktury.",
                "The issuer has the rights to issue the invoice.");
        static final Sentence ALL_WELL = new Sentence("Weryfikacja prawidłowa.", "The verification succeeded.");

        String html() {
            return "<p>" + escaped(polish) + "</p>\n<p lang=\"en\">" + escaped(english) + "</p>\n";
        }
    }

    /** How a verification ends. The page says so with status 200, unless the link is malformed. */
    enum Outcome {
        FOUND(200, "found", new Sentence("Faktura znajduje się w KSeF.", "The invoice is in KSeF.")),
        NOT_FOUND(
                200,
                "not-found",
                new Sentence("Faktura nie została znaleziona w KSeF!", "The invoice was not found in KSeF!")),
        VALID(200, "valid", Sentence.ALL_WELL, Sentence.EXISTS, Sentence.ACTIVE, Sentence.SIGNED, Sentence.ENTITLED),
        UNKNOWN_CERTIFICATE(
                200,
                "certificate-unknown",
                new Sentence("Certyfikat KSeF nie istnieje.", "There is no such KSeF certificate.")),
        WRONG_TYPE(
                200,
                "certificate-type",
                Sentence.EXISTS,
                new Sentence("Certyfikat nie jest typu Offline.", "The certificate is not of type Offline.")),
        NOT_ACTIVE(
                200,
                "certificate-not-active",
                Sentence.EXISTS,
                new Sentence("Certyfikat nie jest aktywny.", "The certificate is not active now.")),
        INVALID_SIGNATURE(
                200,
                "signature-invalid",
                Sentence.EXISTS,
                Sentence.ACTIVE,
                new Sentence("Podpis wystawcy jest nieprawidłowy.", "The signature of the issuer is invalid.")),
        MALFORMED(400, "malformed", new Sentence("Link jest nieprawidłowy.", "The link is malformed."));

        private final int status;
        private final String word;
        private final List<Sentence> sentences;

        Outcome(int status, String word, Sentence... sentences) {
            this.status = status;
            this.word = word;
            this.sentences = List.of(sentences);
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

    /** What an invoice's own page has behind the address of its code. */
    static final String PICTURE = "picture";

    private static final Sentence SHOWN = new Sentence("Pokaż fakturę", "Show the invoice");

    private VerificationPage() {}

    /**
     * The page for a KOD I. It names the invoice, if there is one.
     *
     * @param drawn the hash of the link, if it also leads to a picture of the invoice; otherwise null
     */
    static HttpReply ofInvoice(Outcome outcome, @Nullable StoredInvoice invoice, @Nullable String drawn) {
        String number = invoice == null ? "" : "<p>" + escaped(invoice.ksefNumber()) + "</p>\n";
        String picture = invoice == null || drawn == null ? "" : link(drawn) + "\n";
        return page(outcome, "", sentences(outcome) + number + picture);
    }

    /** Below the address of the code, whose last part is the hash. */
    private static String link(String standard) {
        String hash = standard.replace('+', '-').replace('/', '_').replace("=", "");
        return "<p><a href=\"" + hash + "/" + PICTURE + "\">" + escaped(SHOWN.polish) + " / " + "<span lang=\"en\">"
                + escaped(SHOWN.english) + "</span></a></p>";
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
        return outcome.sentences.stream().map(Sentence::html).collect(Collectors.joining());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
