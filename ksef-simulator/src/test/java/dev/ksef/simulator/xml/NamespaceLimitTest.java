package dev.ksef.simulator.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class NamespaceLimitTest {

    private static final String MANY = " xmlns:a='u'".repeat(101);

    @Test
    void tagWithTooManyDeclarations_isFound() {
        assertThat(exceeded("<a><b" + MANY + "/></a>")).isTrue();
        assertThat(exceeded("<a" + " xmlns:a='>'".repeat(101) + "/>")).isTrue();
    }

    @Test
    void declarationsOfManyTags_andWordsInComments_areNotCounted() {
        assertThat(exceeded("<a xmlns='u'/>".repeat(5_000))).isFalse();
        assertThat(exceeded("<a><!-- " + MANY + " --></a>")).isFalse();
    }

    private static boolean exceeded(String xml) {
        return NamespaceLimit.isExceeded(xml.getBytes(StandardCharsets.UTF_8));
    }
}
