package dev.ksef.simulator.xml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamespaceLimitTest {

    private static final String MANY = " xmlns:a='u'".repeat(101);

    @Test
    void tagWithTooManyDeclarations_isFound() {
        assertThat(NamespaceLimit.isExceeded("<a><b" + MANY + "/></a>")).isTrue();
        assertThat(NamespaceLimit.isExceeded("<a" + " xmlns:a='>'".repeat(101) + "/>"))
                .isTrue();
    }

    @Test
    void declarationsOfManyTags_andWordsInComments_areNotCounted() {
        assertThat(NamespaceLimit.isExceeded("<a xmlns='u'/>".repeat(5_000))).isFalse();
        assertThat(NamespaceLimit.isExceeded("<a><!-- " + MANY + " --></a>")).isFalse();
    }
}
