package dev.ksef.model.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamespaceGuardTest {

    private static final String HUNDRED = declarations(0, 100);
    private static final String ONE_MORE = declarations(100, 1);

    @Test
    void hundredDeclarations_mayApply_andNoMore() {
        assertThat(crowdedTag("<a" + HUNDRED + "><b/></a>")).isEqualTo(-1);
        assertThat(crowdedTag("<a" + HUNDRED + ONE_MORE + "/>")).isZero();
        assertThat(crowdedTag("<a/><b" + HUNDRED + ONE_MORE + "/>")).isEqualTo(4);
    }

    @Test
    void declarationsAround_applyToo_untilTheirElementEnds() {
        assertThat(crowdedTag("<a" + HUNDRED + "><b" + ONE_MORE + "/></a>")).isEqualTo(2 + HUNDRED.length() + 1);
        assertThat(crowdedTag("<r><a" + HUNDRED + "/><b" + HUNDRED + "></b><c" + HUNDRED + "/></r>"))
                .isEqualTo(-1);
        String nested = "<a" + declarations(0, 30) + "><b" + declarations(30, 30) + "><c" + declarations(60, 30) + ">";
        assertThat(crowdedTag(nested + "</c></b></a>")).isEqualTo(-1);
        assertThat(crowdedTag(nested + "<d" + declarations(90, 11) + "/></c></b></a>"))
                .isEqualTo(nested.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!-- <a %s> -->",
                "<!--%s->--><b/>",
                "<![CDATA[<a %s>]]>",
                "<?p <a %s>?>",
                "text %s",
                "<a b='%s'/>",
                "<a b=\"%s\"/>"
            })
    void wordThatIsNoDeclaration_doesNotCount(String place) {
        String words = HUNDRED.replace("'", "") + ONE_MORE.replace("'", "");
        assertThat(crowdedTag("<r>" + place.formatted(words) + "</r>")).isEqualTo(-1);
    }

    @Test
    void wordThatAQuoteCuts_doesNotCount() {
        String cut = " xml''ns".repeat(101);
        assertThat(crowdedTag("<a b='" + HUNDRED.replace("'", "") + ONE_MORE.replace("'", "") + "'" + cut + "/>"))
                .isEqualTo(-1);
    }

    @Test
    void sectionInFront_hidesNothing() {
        for (String section :
                new String[] {"<!---->", "<!--a-b--->", "<![CDATA[]]]]>", "<?p??>", "<a b='>'/>", "<a b=\"'\"/>"}) {
            String before = "<r>" + section;
            assertThat(crowdedTag(before + "<b" + HUNDRED + ONE_MORE + "/></r>"))
                    .as(section)
                    .isEqualTo(before.length());
        }
    }

    @Test
    void lineEndsAndMissingSpaces_hideNothing() {
        assertThat(crowdedTag("<a" + (HUNDRED + ONE_MORE).replace(' ', '\n') + "/>"))
                .isZero();
        assertThat(crowdedTag("<a " + (HUNDRED + ONE_MORE).replace(" ", "") + "/>"))
                .isZero();
    }

    @Test
    void nestingWithoutEnd_isPassed() {
        assertThat(crowdedTag("<a>".repeat(100_000))).isEqualTo(-1);
        assertThat(crowdedTag("</a>".repeat(1_000) + "<b" + HUNDRED + ONE_MORE + "/>"))
                .isEqualTo(4_000);
    }

    private static int crowdedTag(String xml) {
        return NamespaceGuard.crowdedTag(xml.getBytes(UTF_8));
    }

    private static String declarations(int from, int many) {
        var declarations = new StringBuilder();
        for (int i = from; i < from + many; i++) {
            declarations.append(" xmlns:a").append(i).append("='u'");
        }
        return declarations.toString();
    }
}
