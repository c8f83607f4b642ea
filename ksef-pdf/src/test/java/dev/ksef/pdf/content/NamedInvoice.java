package dev.ksef.pdf.content;

import java.time.LocalDate;

/**
 * Makes an invoice with everything, in which each text is the name of its element, and each number and date occurs once. Variants
 * differ in which alternatives of the schema they have.
 */
final class NamedInvoice extends MadeInvoice {

    private final int variant;
    private int numbers;

    private NamedInvoice(Outline outline, int variant) {
        super(outline);
        this.variant = variant;
    }

    static byte[] make(Outline outline, int variant) {
        return new NamedInvoice(outline, variant).made();
    }

    @Override
    int times(Outline.Part part) {
        return 1;
    }

    @Override
    int pick(int count) {
        return variant % count;
    }

    @Override
    String value(String place, String type, String facets) {
        numbers++;
        return switch (type) {
            case "TNrNIP" -> "526" + digits(7);
            case "TNIPIdWew" -> "526" + digits(7) + "-00001";
            case "TAdresEmail" -> place + "@example.pl";
            case "TNrVatUE" -> "VAT" + digits(9);
            case "TNumerKSeF" -> "526" + digits(7) + "-20260215-A1B2C3-D4E5F6-A7";
            case "SWIFT_Type" -> "ABCDEF2" + (numbers % 10);
            case "TNrKRS", "TNrREGON" -> digits(type.equals("TNrKRS") ? 10 : 9);
            case "TNrRB" -> digits(26);
            default -> byKind(place, facets);
        };
    }

    private String byKind(String place, String facets) {
        if (facets.contains("IPKSeF=")) {
            return "https://pay.example.pl/?IPKSeF=" + digits(13);
        }
        if (facets.contains("pattern=[0-9]{3}[a-zA-Z0-9]{10}")) {
            return digits(13);
        }
        String kind = facets.contains(" ") ? facets.substring(0, facets.indexOf(' ')) : facets;
        return switch (kind) {
            case "DATE" -> LocalDate.of(2026, 1, 1).plusDays(numbers).toString();
            case "DATE_TIME" -> LocalDate.of(2026, 1, 1).plusDays(numbers) + "T10:00:00Z";
            case "DECIMAL" -> facets.contains("max=100") ? numbers % 100 + ".5" : numbers + ".25";
            case "INTEGER" -> facets.contains("min=1") ? "1" : String.valueOf(numbers);
            default -> named(place, Integer.parseInt(facet(facets, "maxLength", "256")));
        };
    }

    private static String named(String place, int most) {
        return place.length() <= most ? place : place.substring(place.length() - most);
    }

    private String digits(int count) {
        return String.format("%0" + count + "d", numbers);
    }
}
