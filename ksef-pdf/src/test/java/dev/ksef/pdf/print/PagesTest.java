package dev.ksef.pdf.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.fa3.schema.FakturaXml;
import dev.ksef.model.InvoiceXml;
import dev.ksef.model.Upo;
import dev.ksef.model.upo.UpoConfirmation;
import dev.ksef.pdf.content.InvoiceSheet;
import dev.ksef.pdf.content.Marking;
import dev.ksef.pdf.content.UpoSheet;
import dev.ksef.pdf.language.Language;
import dev.ksef.pdf.sheet.Sheet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Ministry's examples and the official samples of UPO as PDF, read back. */
class PagesTest {

    static Stream<Named<Sheet>> sheets() throws IOException {
        Stream<Named<Sheet>> invoices = files("invoices").stream()
                .map(file -> Named.of(
                        file.getFileName().toString(),
                        InvoiceSheet.of(
                                FakturaXml.read(InvoiceXml.of(bytes(file))), Language.BILINGUAL, new Marking.None())));
        Stream<Named<Sheet>> upo = files("upo-samples").stream()
                .map(file -> Named.of(
                        file.getFileName().toString(),
                        UpoSheet.of(UpoConfirmation.read(Upo.of(bytes(file))), Language.POLISH)));
        return Stream.concat(invoices, upo);
    }

    @ParameterizedTest
    @MethodSource("sheets")
    void sheet_canBeReadOnPaper(Sheet sheet) throws Exception {
        var setting = new Setting();
        ReadPdf read = ReadPdf.of(setting.pdf(sheet));

        assertThat(setting.complaints()).as("what FOP complains of").isEmpty();
        assertTextsIn(read.flow(), Setting.texts(sheet));
        assertThat(read.bottoms()).contains(ReadPdf.withoutSpace(sheet.head().number()));
        assertA4(read);
        assertOwnFonts(read);
        Placement.assertWithinMargins(read);
        Placement.assertNothingOverOther(read);
    }

    /** Each text stands there as often as it should, and what belongs together in a row is not torn apart. */
    private static void assertTextsIn(String flow, List<String> texts) {
        assertThat(texts).isNotEmpty();
        assertThat(texts).allSatisfy(text -> assertThat(flow).contains(text));
        int letters = texts.stream().mapToInt(String::length).sum();
        assertThat(flow.length()).as("letters on all pages").isGreaterThanOrEqualTo(letters);
    }

    private static void assertA4(ReadPdf read) {
        assertThat(read.pages()).allSatisfy(page -> {
            assertThat(Math.min(page.getWidth(), page.getHeight())).isCloseTo(PDRectangle.A4.getWidth(), within());
            assertThat(Math.max(page.getWidth(), page.getHeight())).isCloseTo(PDRectangle.A4.getHeight(), within());
        });
    }

    private static org.assertj.core.data.Offset<Float> within() {
        return org.assertj.core.data.Offset.offset(0.1f);
    }

    private static void assertOwnFonts(ReadPdf read) {
        var names = new ArrayList<String>();
        for (PDFont font : read.fonts()) {
            assertThat(font.isEmbedded()).as(font.getName()).isTrue();
            names.add(font.getName());
        }
        assertThat(names)
                .allMatch(name -> name.matches("[A-Z]{6}\\+NotoSans(-Bold)?(-Regular)?"), "a subset of Noto Sans");
    }

    private static List<Path> files(String folder) throws IOException {
        for (Path up = Path.of("").toAbsolutePath(); up != null; up = up.getParent()) {
            if (Files.isDirectory(up.resolve("shared/invoices"))) {
                try (Stream<Path> files = Files.list(up.resolve("shared").resolve(folder))) {
                    return files.filter(file -> file.toString().endsWith(".xml"))
                            .sorted()
                            .toList();
                }
            }
        }
        Assumptions.abort("skipped: there is no folder shared with the official examples beside the project");
        throw new AssertionError();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
