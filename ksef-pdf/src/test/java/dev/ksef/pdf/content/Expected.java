package dev.ksef.pdf.content;

import dev.ksef.pdf.language.Language;
import dev.ksef.pdf.words.Words;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the values of an invoice are to be shown. Knows nothing of how sheets are made, but for the bundles of words. */
final class Expected {

    private static final Map<String, String> MARKS = Map.ofEntries(
            Map.entry("P_16", "annotation.cash"),
            Map.entry("P_17", "annotation.selfBilling"),
            Map.entry("P_18", "annotation.reverseCharge"),
            Map.entry("P_18A", "annotation.splitPayment"),
            Map.entry("P_19", "annotation.exempt"),
            Map.entry("P_22", "annotation.newMeans"),
            Map.entry("P_42_5", "annotation.newMeansNotified"),
            Map.entry("P_23", "annotation.triangular"),
            Map.entry("P_PMarzy_2", "annotation.marginTravel"),
            Map.entry("P_PMarzy_3_1", "annotation.marginUsed"),
            Map.entry("P_PMarzy_3_2", "annotation.marginArt"),
            Map.entry("P_PMarzy_3_3", "annotation.marginAntiques"),
            Map.entry("FP", "annotation.receipt"),
            Map.entry("TP", "annotation.related"),
            Map.entry("ZwrotAkcyzy", "annotation.excise"),
            Map.entry("P_12_Zal_15", "line.annex15"),
            Map.entry("P_12Z_Zal_15", "line.annex15"),
            Map.entry("StanPrzed", "line.before"),
            Map.entry("StanPrzedZ", "line.before"),
            Map.entry("Zaplacono", "payment.paid"),
            Map.entry("PodmiotPosredniczacy", "terms.intermediary"),
            Map.entry("JST", "party.localGovernmentUnit"),
            Map.entry("GV", "party.vatGroupMember"),
            Map.entry("BrakID", "party.noId"),
            Map.entry("NrKSeFN", "outsideKsef"));

    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry("RodzajFaktury", "kind"),
            Map.entry("Rola", "role"),
            Map.entry("RolaPU", "authorised"),
            Map.entry("TypKorekty", "effect"),
            Map.entry("StatusInfoPodatnika", "status"),
            Map.entry("FormaPlatnosci", "form"),
            Map.entry("RachunekWlasnyBanku", "ownAccount"),
            Map.entry("RodzajTransportu", "transport"),
            Map.entry("OpisLadunku", "cargo"),
            Map.entry("P_12", "rate"),
            Map.entry("P_12Z", "rate"),
            Map.entry("Procedura", "procedure"),
            Map.entry("ProceduraZ", "procedure"));

    private final boolean isEnglish;
    private final Words words;
    private final List<String> ours;
    private final Set<String> whole;

    Expected(Language language) {
        isEnglish = language == Language.ENGLISH;
        words = new Words(language);
        whole = Words.bundle("pl").keySet().stream().map(words::text).collect(Collectors.toSet());
        ours = Stream.of("pl", "en")
                .flatMap(each -> Words.bundle(each).values().stream())
                .sorted(Comparator.comparing((String text) -> -text.length()))
                .toList();
    }

    /** Which texts tell a value. */
    List<String> texts(Outline.Value value) {
        String name = value.name();
        boolean isNone = NotShown.IF_TWO.contains(name) && value.text().equals("2");
        if (NotShown.ALWAYS.containsKey(name) || isNone || value.text().isEmpty()) {
            return List.of();
        }
        if (MARKS.containsKey(name)) {
            return List.of(words.text(MARKS.get(name)));
        }
        if (name.equals("ZnacznikZaplatyCzesciowej")) {
            return List.of(words.text(value.text().equals("1") ? "payment.paidPartly" : "payment.paidInParts"));
        }
        if (LISTS.containsKey(name)) {
            return listed(LISTS.get(name), value.text().replace(' ', '_'));
        }
        if (name.equals("KodKraju") && !value.path().contains("DaneIdentyfikacyjne")) {
            boolean isMember = Words.bundle("pl").containsKey("country." + value.text());
            return List.of(isMember ? words.text("country." + value.text()) + " (" + value.text() + ")" : value.text());
        }
        return switch (value.type()) {
            case "TKwotowy", "TKwotowy2" -> List.of(number(value.text(), 2));
            case "TIlosci" -> List.of(number(value.text(), 0));
            case "TProcentowy" -> List.of(number(value.text(), 0) + "%");
            case "TDataCzas" -> List.of(time(value.text()));
            case "TNrRB" -> List.of(account(value.text()));
            default -> List.of(name.equals("DataWytworzeniaFa") ? time(value.text()) : value.text());
        };
    }

    private List<String> listed(String list, String code) {
        boolean isLabel = list.equals("kind") || list.equals("role") || list.equals("authorised");
        var label = words.label(list + "." + code);
        if (!isLabel) {
            return List.of(words.text(list + "." + code));
        }
        return Stream.of(label.text(), label.second()).filter(Objects::nonNull).toList();
    }

    /** What is computed: the gross sums of rates. */
    List<Outline.Value> computed(List<Outline.Value> values) {
        var sums = new ArrayList<Outline.Value>();
        for (int rate = 1; rate <= 5; rate++) {
            String net = find(values, "P_13_" + rate);
            String vat = find(values, "P_14_" + rate);
            if (net != null && vat != null) {
                String gross = new BigDecimal(net).add(new BigDecimal(vat)).toPlainString();
                sums.add(new Outline.Value("gross sum " + rate, "TKwotowy", gross));
            }
        }
        return sums;
    }

    private static String find(List<Outline.Value> values, String name) {
        return values.stream()
                .filter(value -> value.name().equals(name))
                .map(Outline.Value::text)
                .findFirst()
                .orElse(null);
    }

    /** Tells whether a text is one of the words of ours. */
    boolean isOurs(String text) {
        return whole.contains(text);
    }

    /** What is left of a text without words and currencies of ours. */
    String withoutWords(String text, String currency) {
        String left = text.replace(currency, "");
        for (String word : ours) {
            left = left.replace(word, "");
        }
        return left.replaceAll("[\\s\\u00a0\\u0001;:,.()/%-]", "");
    }

    String number(String text, int leastPlaces) {
        String digits = new BigDecimal(text).abs().toPlainString();
        String whole = digits.contains(".") ? digits.substring(0, digits.indexOf('.')) : digits;
        String places = digits.contains(".") ? digits.substring(digits.indexOf('.') + 1) : "";
        String grouped = whole.replaceAll("(?<=\\d)(?=(\\d{3})+$)", isEnglish ? "," : "\u00a0");
        String filled = places + "0".repeat(Math.max(0, leastPlaces - places.length()));
        return (text.startsWith("-") ? "-" : "") + grouped + (filled.isEmpty() ? "" : (isEnglish ? "." : ",") + filled);
    }

    private static String time(String text) {
        int point = text.indexOf('.');
        String decimals = point < 0 ? "" : text.substring(point).replaceAll("[Z+-].*", "");
        String whole = text.replaceFirst("\\.\\d+", "");
        var format = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
        boolean isLocal = whole.length() == 19;
        return (isLocal
                        ? LocalDateTime.parse(whole).format(format)
                        : OffsetDateTime.parse(whole)
                                .atZoneSameInstant(ZoneId.of("Europe/Warsaw"))
                                .format(format))
                + decimals;
    }

    private static String account(String text) {
        if (text.matches("\\d{26}")) {
            return text.replaceAll("(?<=^\\d\\d|^\\d\\d(\\d{4}){1,5})(?=\\d)", " ");
        }
        return text.matches("[A-Z]{2}\\d{20,26}") ? text.replaceAll("(.{4})(?=.)", "$1 ") : text;
    }
}
