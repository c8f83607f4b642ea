package dev.ksef.fa3.rule;

import java.net.URI;

/**
 * Where a rule comes from.
 *
 * @param place the place in the document, such as {@code art. 106e ust. 1 pkt 13}
 * @param address where the document is published
 */
public record RuleSource(String place, URI address) {

    private static final URI SCHEMA = URI.create("http://crd.gov.pl/wzor/2025/06/25/13775/");
    private static final URI VAT_ACT = URI.create("https://isap.sejm.gov.pl/isap.nsf/DocDetails.xsp?id=WDU20040540535");
    private static final URI VERIFICATION =
            URI.create("https://github.com/CIRFMF/ksef-docs/blob/main/faktury/weryfikacja-faktury.md");
    private static final URI KSEF_NUMBER =
            URI.create("https://github.com/CIRFMF/ksef-docs/blob/main/faktury/numer-ksef.md");
    private static final String ISSUES = "https://github.com/CIRFMF/ksef-api/issues/";
    private static final URI VIES = URI.create("https://ec.europa.eu/taxation_customs/vies/#/faq");
    private static final URI IBAN =
            URI.create("https://www.swift.com/standards/data-standards/iban-international-bank-account-number");

    /** What the schema says of an element, in its annotation. */
    static RuleSource schema(String elements) {
        return new RuleSource("schema FA(3), annotation of " + elements, SCHEMA);
    }

    /** The act on value added tax, in its present wording. */
    static RuleSource act(String article) {
        return new RuleSource("ustawa o VAT, " + article, VAT_ACT);
    }

    static RuleSource verification(String section) {
        return new RuleSource("weryfikacja-faktury, " + section, VERIFICATION);
    }

    /** How KSeF makes the numbers of invoices. */
    static RuleSource ksefNumber() {
        return new RuleSource("numer-ksef, structure of the number", KSEF_NUMBER);
    }

    /** What users saw KSeF do, in its public list of issues. */
    static RuleSource issue(int number) {
        return new RuleSource("ksef-api, issue " + number, URI.create(ISSUES + number));
    }

    static RuleSource vies() {
        return new RuleSource("VIES, FAQ: structure of VAT identification numbers", VIES);
    }

    static RuleSource iban() {
        return new RuleSource("ISO 13616, check digits", IBAN);
    }
}
