package dev.ksef.pdf.content;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/**
 * Makes invoices that the schema allows, full or sparse. Their texts have letters that no words of a sheet consist of, so that what
 * is the document's and what is ours can be told apart.
 */
final class RandomInvoice extends MadeInvoice {

    private static final List<String> LETTERS =
            List.of("q", "x", "v", "Q", "X", "V", "ß", "đ", "Đ", "😀", "&", "<", "\"");
    private final Random random;
    private final double generosity;

    private RandomInvoice(Outline outline, long seed) {
        super(outline);
        this.random = new Random(seed);
        this.generosity = random.nextDouble();
    }

    /** Makes an invoice: the same one for the same seed. */
    static byte[] make(Outline outline, long seed) {
        return new RandomInvoice(outline, seed).made();
    }

    @Override
    int times(Outline.Part part) {
        int most = Math.min(part.most(), part.least() + 3);
        return random.nextDouble() < generosity
                ? Math.max(Math.min(1, most), part.least() + random.nextInt(most - part.least() + 1))
                : part.least();
    }

    @Override
    int pick(int count) {
        return random.nextInt(count);
    }

    @Override
    String value(String place, String type, String facets) {
        String special = special(type, facets);
        if (special != null) {
            return special;
        }
        String kind = facets.contains(" ") ? facets.substring(0, facets.indexOf(' ')) : facets;
        return switch (kind) {
            case "DATE" ->
                LocalDate.parse(facet(facets, "min", ""))
                        .plusDays(random.nextInt(8000))
                        .toString();
            case "DATE_TIME" -> time();
            case "DECIMAL" -> decimal(facets).toPlainString();
            case "INTEGER" ->
                String.valueOf(facets.contains("min=1") ? 1 + random.nextInt(9) : random.nextInt(90) - 45);
            case "TEXT" -> text(facets);
            default -> throw new IllegalStateException(type);
        };
    }

    private String special(String type, String facets) {
        return switch (type) {
            case "TNrNIP" -> nip();
            case "TNIPIdWew" -> nip() + "-" + digits(5);
            case "TAdresEmail" -> letters(5) + "@" + letters(9);
            case "TNrVatUE" -> "Q" + digits(11);
            case "TNumerKSeF" ->
                nip() + "-20260" + (1 + random.nextInt(9)) + "15-A1" + digits(4) + "-" + digits(6) + "-C3";
            case "SWIFT_Type" -> "QXVQXV" + digits(2);
            case "TNrKRS" -> digits(10);
            case "TNrREGON" -> digits(random.nextBoolean() ? 9 : 14);
            case "TNrRB" ->
                List.of(digits(26), "PL" + digits(26), "DE" + digits(20), letters(10) + "\n" + letters(10))
                        .get(random.nextInt(4));
            case "TTekstowy" -> letters(20) + "\n" + letters(7) + "\t" + letters(300);
            default -> {
                if (facets.contains("IPKSeF=")) {
                    yield "https://pay.xqv.pl/v?IPKSeF=" + digits(13);
                }
                yield facets.contains("pattern=[0-9]{3}[a-zA-Z0-9]{10}") ? digits(13) : null;
            }
        };
    }

    private String nip() {
        return "526" + digits(7);
    }

    private String digits(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(random.nextInt(10));
        }
        return text.toString();
    }

    private String letters(int count) {
        var text = new StringBuilder();
        while (text.length() < count - 1) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.append("q".repeat(count - text.length())).substring(0, count);
    }

    private String text(String facets) {
        int least = Integer.parseInt(facet(facets, "minLength", "0"));
        int most = Integer.parseInt(facet(facets, "maxLength", "20"));
        int length = random.nextInt(20) == 0 ? most : Math.min(most, least + random.nextInt(30));
        if (length == 0) {
            return "";
        }
        String text = letters(length);
        return length > 9 ? text.substring(0, 4) + "x v" + text.substring(7) : text;
    }

    private String time() {
        String local = LocalDate.of(2025, 10, 1).plusDays(random.nextInt(8000)) + "T"
                + List.of("00:00:00", "23:59:59", "12:30:00").get(random.nextInt(3));
        String decimals = List.of("", ".5", ".120", ".123456789012").get(random.nextInt(4));
        return local + decimals + List.of("", "Z", "+02:00", "-14:00").get(random.nextInt(4));
    }

    private BigDecimal decimal(String facets) {
        int places = random.nextInt(Integer.parseInt(facet(facets, "fractionDigits", "0")) + 1);
        if (facets.contains("max=100")) {
            return BigDecimal.valueOf(random.nextInt(90), 0)
                    .add(new BigDecimal(BigInteger.valueOf(random.nextInt(10)), places));
        }
        var digits = new BigInteger(1 + random.nextInt(40), random);
        var number = new BigDecimal(random.nextInt(4) == 0 ? digits.negate() : digits, places);
        return number.signum() == 0 ? number.abs() : number;
    }
}
