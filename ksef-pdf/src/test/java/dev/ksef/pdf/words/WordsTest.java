package dev.ksef.pdf.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.fa3.code.TFormaPlatnosci;
import dev.ksef.fa3.code.TKodKraju;
import dev.ksef.fa3.code.TLadunek;
import dev.ksef.fa3.code.TOznaczenieProcedury;
import dev.ksef.fa3.code.TOznaczenieProceduryZ;
import dev.ksef.fa3.code.TRachunekWlasnyBanku;
import dev.ksef.fa3.code.TRodzajFaktury;
import dev.ksef.fa3.code.TRodzajTransportu;
import dev.ksef.fa3.code.TRolaPodmiotu3;
import dev.ksef.fa3.code.TRolaPodmiotuUpowaznionego;
import dev.ksef.fa3.code.TStatusInfoPodatnika;
import dev.ksef.fa3.code.TStawkaPodatku;
import dev.ksef.fa3.code.TTypKorekty;
import dev.ksef.fa3.field.Code;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.session.InvoicingMode;
import dev.ksef.pdf.language.Language;
import dev.ksef.pdf.sheet.Label;
import dev.ksef.pdf.sheet.Sheet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordsTest {

    /** The values that the schema lists, by what their keys begin with. */
    private static final Map<String, List<? extends Code>> LISTS = Map.ofEntries(
            Map.entry("kind", List.of(TRodzajFaktury.values())),
            Map.entry("total", List.of(TRodzajFaktury.values())),
            Map.entry("effect", List.of(TTypKorekty.values())),
            Map.entry("role", List.of(TRolaPodmiotu3.values())),
            Map.entry("authorised", List.of(TRolaPodmiotuUpowaznionego.values())),
            Map.entry("status", List.of(TStatusInfoPodatnika.values())),
            Map.entry("form", List.of(TFormaPlatnosci.values())),
            Map.entry("ownAccount", List.of(TRachunekWlasnyBanku.values())),
            Map.entry("transport", List.of(TRodzajTransportu.values())),
            Map.entry("cargo", List.of(TLadunek.values())),
            Map.entry("rate", List.of(TStawkaPodatku.values())),
            Map.entry(
                    "procedure",
                    Stream.<Code>concat(
                                    Arrays.stream(TOznaczenieProcedury.values()),
                                    Arrays.stream(TOznaczenieProceduryZ.values()))
                            .toList()));

    private static final Pattern LITERAL = Pattern.compile("\"([a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9_]+)*)\"");

    @Test
    void bundles_haveTheSameKeys() {
        assertThat(Words.bundle("pl").keySet()).isEqualTo(Words.bundle("en").keySet());
        assertThat(Words.bundle("pl").values()).allMatch(text -> !text.isBlank() && text.equals(text.strip()));
        assertThat(Words.bundle("en").values()).allMatch(text -> !text.isBlank() && text.equals(text.strip()));
    }

    @Test
    void everyListedValue_hasWords() {
        assertThat(Words.bundle("pl").keySet()).containsAll(listed());
    }

    @Test
    void everyKey_isUsed() throws IOException {
        Set<String> unused = new TreeSet<>(Words.bundle("pl").keySet());
        unused.removeAll(listed());
        unused.removeAll(literals());
        assertThat(unused).isEmpty();
    }

    @Test
    void everyKeyOfTheCode_exists() throws IOException {
        Set<String> missing = new TreeSet<>(literals());
        missing.removeIf(literal -> !literal.contains("."));
        missing.removeAll(Words.bundle("pl").keySet());
        assertThat(missing).isEmpty();
    }

    @Test
    void missingKey_isNamed() {
        assertThatThrownBy(() -> new Words(Language.POLISH).text("no.such")).hasMessageContaining("no.such");
    }

    @Test
    void pageNumbers_readAsASentence() {
        assertThat(new Words(Language.POLISH).pages()).isEqualTo(new Sheet.PageWords("Strona", "z"));
        assertThat(new Words(Language.ENGLISH).pages()).isEqualTo(new Sheet.PageWords("Page", "of"));
        assertThat(new Words(Language.BILINGUAL).pages()).isEqualTo(new Sheet.PageWords("Strona / Page", "/"));
    }

    @Test
    void bilingualWords_thatAreAlike_standOnce() {
        var words = new Words(Language.BILINGUAL);
        assertThat(words.text("rate.23")).isEqualTo("23%");
        assertThat(words.label("footer.krs")).isEqualTo(new Label("KRS", null));
        assertThat(words.text("form.6")).isEqualTo("przelew / bank transfer");
        assertThat(words.label("party.buyer")).isEqualTo(new Label("Nabywca", "Buyer"));
        assertThat(words.named("line.index", "7")).isEqualTo("Indeks / Index: 7");
    }

    @Test
    void country_ofTheUnion_hasItsName_andAnotherItsCode() {
        assertThat(new Words(Language.POLISH).country(TKodKraju.DE)).isEqualTo("Niemcy (DE)");
        assertThat(new Words(Language.ENGLISH).country(TKodKraju.DE)).isEqualTo("Germany (DE)");
        assertThat(new Words(Language.BILINGUAL).country(TKodKraju.DE)).isEqualTo("Niemcy / Germany (DE)");
        assertThat(new Words(Language.POLISH).country(TKodKraju.US)).isEqualTo("US");
    }

    private static Set<String> listed() {
        Set<String> keys = LISTS.entrySet().stream()
                .flatMap(list -> list.getValue().stream()
                        .map(code -> list.getKey() + "." + code.text().replace(' ', '_')))
                .collect(Collectors.toCollection(TreeSet::new));
        Words.bundle("pl").keySet().stream()
                .filter(key -> key.startsWith("country."))
                .filter(key ->
                        Arrays.stream(TKodKraju.values()).anyMatch(country -> key.equals("country." + country.text())))
                .forEach(keys::add);
        for (InvoicingMode mode : InvoicingMode.values()) {
            keys.add("mode." + mode.value());
        }
        for (ContextIdentifier.Type type : ContextIdentifier.Type.values()) {
            keys.add("context." + type.value());
        }
        return keys;
    }

    /** What stands in quotation marks in the code and may be a key. */
    private static Set<String> literals() throws IOException {
        var found = new TreeSet<String>();
        for (String folder : List.of("words", "content")) {
            try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/ksef/pdf", folder))) {
                for (Path file : files.toList()) {
                    LITERAL.matcher(Files.readString(file)).results().forEach(match -> found.add(match.group(1)));
                }
            }
        }
        return found;
    }
}
