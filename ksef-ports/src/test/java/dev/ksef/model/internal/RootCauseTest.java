package dev.ksef.model.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RootCauseTest {

    @Test
    void causeOfAllOthers_isToldWithItsText() {
        var failure = new IllegalStateException(
                "outer", new RuntimeException("between", new IOException("no such feature\n 'x'")));
        assertThat(RootCause.told(failure))
                .isEqualTo("java.lang.IllegalStateException, caused by java.io.IOException: no such feature  'x'");
        assertThat(RootCause.classes(failure))
                .isEqualTo("java.lang.IllegalStateException, caused by java.io.IOException");
        assertThat(RootCause.told(new IOException("disk full"))).isEqualTo("java.io.IOException: disk full");
        assertThat(RootCause.told(new IOException())).isEqualTo("java.io.IOException");
    }

    @Test
    void secretsInItsText_areRedacted_andItsLengthIsBounded() {
        assertThat(RootCause.told(new IOException("key " + "QUJD".repeat(20) + " and Bearer abc.def")))
                .isEqualTo("java.io.IOException: key [...] and Bearer [...]");
        assertThat(RootCause.told(new IOException("https://jan:haslo@tsa.example/ts does not answer")))
                .isEqualTo("java.io.IOException: https://[...]@tsa.example/ts does not answer");
        assertThat(RootCause.told(new IOException("no ".repeat(1000)))).hasSizeLessThan(350);
    }

    @Test
    void causesInACircle_areToldAllTheSame() {
        var first = new IllegalStateException("first");
        var second = new IllegalArgumentException("second", first);
        first.initCause(second);
        assertThat(RootCause.told(first)).contains("java.lang.IllegalStateException");
    }
}
