package dev.ksef.fa3.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With small schemas of our own, which use what the official one uses. */
class GeneratorTest {

    private static final String SCHEMA = """
            <x:schema xmlns:x="http://www.w3.org/2001/XMLSchema" xmlns:t="urn:a" targetNamespace="urn:a">
              <x:simpleType name="TKod"><x:restriction base="x:token"><x:enumeration value="0 KR">
                <x:annotation><x:documentation>zero &lt; 1 */ {@code}</x:documentation></x:annotation>
              </x:enumeration><x:enumeration value="zw"/></x:restriction></x:simpleType>
              <x:simpleType name="TTekst"><x:restriction base="x:token"><x:maxLength value="9"/></x:restriction></x:simpleType>
              <x:element name="Faktura"><x:complexType><x:sequence>
                <x:element name="P_1" type="t:TTekst"><x:annotation><x:documentation>Opis</x:documentation></x:annotation></x:element>
                <x:choice minOccurs="0">
                  <x:element name="NIP" type="t:TKod"/>
                  <x:sequence><x:element name="A" type="t:TTekst" minOccurs="0"/><x:element name="B" type="t:TTekst"/></x:sequence>
                </x:choice>
                <x:element name="Wiersz" maxOccurs="7"><x:complexType><x:sequence>
                  <x:element name="Znak"><x:simpleType><x:restriction base="t:TTekst">
                    <x:minLength value="2"/><x:pattern value="a=b|\\d"/>
                  </x:restriction></x:simpleType></x:element>
                </x:sequence><x:attribute name="Typ" type="t:TKod" use="required"/></x:complexType></x:element>
              </x:sequence></x:complexType></x:element>
            </x:schema>
            """;

    private static final String OUTLINE = """
            namespace urn:a
            simple TTekst = TEXT COLLAPSE maxLength=9
            simple TKod = TEXT COLLAPSE values=0 KR|zw
            Faktura
              P_1 : TTekst
              choice [0..1]
                NIP : TKod
                sequence
                  A [0..1] : TTekst
                  B : TTekst
              Wiersz [1..7]
                @Typ : TKod
                Znak = TEXT COLLAPSE minLength=2 maxLength=9 pattern=a=b|\\d
            """;

    @TempDir
    private Path folder;

    @Test
    void schema_becomesItsOutline() throws IOException {
        Generator.main(new String[] {
            "outline", file("outline").toString(), schema(SCHEMA).toString()
        });
        assertThat(file("outline")).hasContent(OUTLINE);
    }

    @Test
    void outline_readAndPrinted_isTheSame() {
        assertThat(Outline.print(Outline.parse(OUTLINE))).isEqualTo(OUTLINE);
        assertThat(Outline.parse(OUTLINE).countElements()).isEqualTo(7);
    }

    @Test
    void types_madeWithAndWithoutTheSchema_differInJavadocAlone() throws IOException {
        Files.writeString(file("outline"), OUTLINE);
        generate(schema(SCHEMA), "with");
        generate(file("absent.xsd"), "without");

        String with = Files.readString(file("with/dev/ksef/fa3/schema/Faktura.java"));
        String without = Files.readString(file("without/dev/ksef/fa3/schema/Faktura.java"));
        assertThat(with).contains(" * @param p_1 {@code P_1}. Opis\n");
        assertThat(without).contains(" * @param p_1 {@code P_1}.\n").doesNotContain("Opis");
        assertThat(code(with)).isEqualTo(code(without));
        assertThat(file("with/dev/ksef/fa3/code/TKod.java"))
                .content()
                .contains("_0_KR(\"0 KR\"),", "zero &lt; 1 *&#47; &#123;&#64;code&#125;");
    }

    @Test
    void sources_thatAreRight_areLeftAlone_andOthersRemoved() throws IOException {
        Files.writeString(file("outline"), OUTLINE);
        generate(schema(SCHEMA), "made");
        Path kept = file("made/dev/ksef/fa3/schema/Faktura.java");
        Path stale = Files.writeString(kept.resolveSibling("Stale.java"), "");
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(kept, longAgo);

        generate(schema(SCHEMA), "made");

        assertThat(Files.getLastModifiedTime(kept)).isEqualTo(longAgo);
        assertThat(stale).doesNotExist();
    }

    @Test
    void outline_ofAnotherSchema_isRefused() throws IOException {
        Files.writeString(file("outline"), OUTLINE.replace("[1..7]", "[1..8]"));
        Path schema = schema(SCHEMA);
        assertThatThrownBy(() -> generate(schema, "made"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not that of " + schema);
        assertThat(file("made")).doesNotExist();
    }

    @Test
    void elementThatNothingRefersTo_isMissed() throws IOException {
        // A type that no element has: its element is declared and not covered.
        String more = SCHEMA.replace("<x:element name=\"Faktura\">", """
                <x:complexType name="TUnused"><x:sequence><x:element name="X" type="t:TTekst"/></x:sequence></x:complexType>
                <x:element name="Faktura">""");
        Files.writeString(file("outline"), OUTLINE);
        Path schema = schema(more);
        assertThatThrownBy(() -> generate(schema, "made"))
                .hasMessageContaining("7 of 8 element declarations of FA(3) are covered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<x:any/>",
                "<x:element name=\"Q\" type=\"t:TTekst\" nillable=\"true\"/>",
                "<x:element name=\"Q\" type=\"t:TTekst\" default=\"x\"/>",
                "<x:element ref=\"t:Q\"/>",
                "<x:sequence maxOccurs=\"2\"><x:element name=\"Q\" type=\"t:TTekst\"/></x:sequence>",
                "<x:element name=\"Q\" type=\"x:float\"/>",
                "<x:element name=\"Q\"><x:simpleType><x:list itemType=\"x:token\"/></x:simpleType></x:element>",
                "<x:element name=\"Q\"><x:simpleType><x:restriction base=\"x:date\"><x:pattern value=\"1.*\"/>"
                        + "</x:restriction></x:simpleType></x:element>"
            })
    void partOfASchemaThatIsNotKnown_isRefused(String part) throws IOException {
        Path schema = schema(SCHEMA.replace("<x:choice", part + "<x:choice"));
        String outline = file("outline").toString();
        assertThatThrownBy(() -> Generator.main(new String[] {"outline", outline, schema.toString()}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The schema ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P_9 = DECIMAL",
                "P_9 = DECIMAL totalDigits=5 fractionDigits=2",
                "P_9 = INTEGER min=0",
                "P_9 = DATE"
            })
    void restrictionThatTheTypesDoNotKnow_isRefused(String line) throws IOException {
        Files.writeString(file("outline"), OUTLINE.replace("  P_1 : TTekst", "  " + line));
        assertThatThrownBy(() -> generate(file("absent.xsd"), "made"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in a way that is not known here");
    }

    @ParameterizedTest
    @CsvSource({
        "P_13_1, p_13_1",
        "P_11Vat, p_11Vat",
        "FaWiersz, faWiersz",
        "NIP, nip",
        "PKWiU, pkWiU",
        "UU_ID, uu_ID",
        "IDNabywcy, idNabywcy",
        "NrKSeF, nrKSeF",
        "PMarzy, pMarzy",
        "WZ, wz"
    })
    void names_beginWithASmallLetter(String element, String component) {
        assertThat(Names.component(element)).isEqualTo(component);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ToString", "Class", "Builder", "A-B"})
    void names_thatJavaHasTaken_areRefused(String element) {
        assertThatThrownBy(() -> Names.component(element)).isInstanceOf(IllegalArgumentException.class);
    }

    private void generate(Path schema, String target) throws IOException {
        Generator.main(new String[] {
            "generate", file("outline").toString(), file(target).toString(), schema.toString()
        });
    }

    private static String code(String source) {
        return source.lines()
                .filter(line -> !line.strip().startsWith("*") && !line.strip().startsWith("/**"))
                .reduce("", (one, other) -> one + "\n" + other);
    }

    private Path schema(String text) throws IOException {
        return Files.writeString(file("schema.xsd"), text);
    }

    private Path file(String name) {
        return folder.resolve(name);
    }
}
