package dev.ksef.domain.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedElementsTest {

    @Test
    void manyElements_ofSeveralNames_areNotTooMany() {
        assertThat(mayBeTooMany("<a>1</a><b>2</b><c/>".repeat(999))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a/>", "<b/><a>1</a>", "<a x='1'/>", "<a\n>1</a>", "<a\tx='1'></a>", "<żółw/>"})
    void thousandOfOneName_mayBeTooMany(String element) {
        assertThat(mayBeTooMany(element.repeat(999))).isFalse();
        assertThat(mayBeTooMany(element.repeat(1_000))).isTrue();
    }

    @Test
    void elements_countTogether_whateverFollowsTheirNames() {
        String four = "<a/>" + "<a>1</a>" + "<a x='1'/>" + "<a\n>2</a>";
        assertThat(mayBeTooMany(four.repeat(249) + "<a>3</a>".repeat(3))).isFalse();
        assertThat(mayBeTooMany(four.repeat(250))).isTrue();
    }

    @Test
    void elements_countTogether_whateverTheirPrefixes() {
        assertThat(mayBeTooMany("<p:a/><a/>".repeat(499) + "<q:a x='1'/>")).isFalse();
        assertThat(mayBeTooMany("<p:a/><a/>".repeat(499) + "<q:a x='1'/><żółw:a/>"))
                .isTrue();
    }

    private static boolean mayBeTooMany(String elements) {
        return RepeatedElements.mayBeTooMany(("<r>" + elements + "</r>").getBytes(StandardCharsets.UTF_8));
    }
}
