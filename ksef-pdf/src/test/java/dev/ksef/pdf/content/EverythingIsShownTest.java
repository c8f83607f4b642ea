package dev.ksef.pdf.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.schema.Faktura;
import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import dev.ksef.pdf.language.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EverythingIsShownTest {

    private static final Outline OUTLINE = Outline.read();
    private static final String TAKEN = "\u0001";

    static LongStream seeds() {
        return LongStream.range(0, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomInvoice_isShown_withAllItsValuesAndNothingElse(long seed) {
        byte[] xml = RandomInvoice.make(OUTLINE, seed);
        for (Language language : Language.values()) {
            var shown = new Shown(xml, language);
            assertThat(shown.missing()).as("missing with seed %s", seed).isEmpty();
            assertThat(shown.invented()).as("invented with seed %s", seed).isEmpty();
        }
    }

    @Test
    void randomInvoices_have_everyElement() {
        Set<String> had = seeds().boxed()
                .flatMap(seed -> OUTLINE.values(RandomInvoice.make(OUTLINE, seed)).stream())
                .map(Outline.Value::path)
                .collect(Collectors.toSet());
        assertThat(had).containsAll(OUTLINE.paths()).hasSizeGreaterThan(300);
    }

    @Test
    @Tag("slow")
    void manyRandomInvoices_areShown_withAllTheirValuesAndNothingElse() {
        LongStream.range(1000, 2000).forEach(this::randomInvoice_isShown_withAllItsValuesAndNothingElse);
    }

    @ParameterizedTest
    @MethodSource("dev.ksef.pdf.content.OfficialExamples#all")
    void officialExample_isShown_withAllItsValues(Path example) throws IOException {
        for (Language language : Language.values()) {
            assertThat(new Shown(Files.readAllBytes(example), language).missing())
                    .isEmpty();
        }
    }

    /** What became of the values of a document. */
    private static final class Shown {

        private final List<String> missing = new ArrayList<>();
        private final List<String> texts = new ArrayList<>();
        private final List<String> invented;

        Shown(byte[] xml, Language language) {
            Faktura invoice = FakturaXml.read(InvoiceXml.of(xml));
            var all = SheetTexts.of(InvoiceSheet.of(invoice, language, new Marking.None()));
            var expected = new Expected(language);
            List<Outline.Value> values = new ArrayList<>(OUTLINE.values(xml));
            values.addAll(expected.computed(values));
            values.removeIf(value -> isNumberOfALine(value, values));
            texts.addAll(all.values());
            texts.addAll(all.labels());
            String currency = invoice.fa().kodWaluty().text();
            // A text is taken away when it is found, so that two equal values have to be there twice.
            List<Outline.Value> inside = values.stream()
                    .flatMap(value -> expected.texts(value).stream()
                            .map(text -> new Outline.Value(value.path(), value.type(), text)))
                    .filter(value -> !takeWhole(value))
                    .sorted(Comparator.comparing(
                            (Outline.Value value) -> -value.text().length()))
                    .toList();
            texts.replaceAll(text -> expected.isOurs(text) ? "" : text);
            inside.forEach(this::takePart);
            invented = texts.subList(0, all.values().size()).stream()
                    .map(text -> expected.withoutWords(text, currency))
                    .filter(text -> !text.isEmpty())
                    .toList();
        }

        /** A description of a line stands with the line, and does not repeat its number. */
        private static boolean isNumberOfALine(Outline.Value value, List<Outline.Value> all) {
            return value.name().equals("NrWiersza")
                    && all.stream()
                            .filter(line -> line.name().equals("NrWierszaFa")
                                    || line.name().equals("NrWierszaZam"))
                            .anyMatch(line -> line.text().equals(value.text()));
        }

        private boolean takeWhole(Outline.Value value) {
            int at = texts.indexOf(value.text());
            if (at >= 0) {
                texts.set(at, "");
            }
            return at >= 0;
        }

        /** Prefers a part that is a word. */
        private void takePart(Outline.Value value) {
            String part = Pattern.quote(value.text());
            if (!take(Pattern.compile("(?<![\\p{L}\\d_])" + part + "(?![\\p{L}\\d_])"))
                    && !take(Pattern.compile(part))) {
                missing.add(value.path() + ": " + value.text());
            }
        }

        private boolean take(Pattern part) {
            for (int i = 0; i < texts.size(); i++) {
                Matcher found = part.matcher(texts.get(i));
                if (found.find()) {
                    texts.set(i, found.replaceFirst(TAKEN));
                    return true;
                }
            }
            return false;
        }

        List<String> missing() {
            return missing;
        }

        /** What is left after all values and all words of ours are taken away. */
        List<String> invented() {
            return invented;
        }
    }
}
