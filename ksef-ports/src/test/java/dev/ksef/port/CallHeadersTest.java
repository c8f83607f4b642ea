package dev.ksef.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.KsefFeature;
import dev.ksef.model.Nip;
import dev.ksef.port.time.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallHeadersTest {

    private static final KsefFeature VALIDATION = KsefFeature.SUBJECT_IDENTIFIER_VALIDATION;

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b", "a b", "a\r\nX: y", "ż"})
    void feature_thatIsNotOneName_isRefusedWithTheReason(String text) {
        assertThatThrownBy(() -> KsefFeature.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one feature a request");
    }

    @Test
    void secondFeature_isRefused_andTheSameOneTaken() {
        CallHeaders headers = CallHeaders.NONE.with(VALIDATION);
        assertThat(headers.with(VALIDATION)).isEqualTo(headers);
        assertThatThrownBy(() -> headers.with(KsefFeature.of("upo-v5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("subject-identifier-validation")
                .hasMessageContaining("upo-v5")
                .hasMessageContaining("one feature a request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", "a\nb", "zażółć"})
    void warning_thatNoHeaderCanHold_isRefused(String text) {
        assertThatThrownBy(() -> CallHeaders.NONE.withTestSystemWarning(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("printable ASCII");
    }

    @Test
    void scope_keepsItsHeaders_whateverElseChanges() {
        CallHeaders headers = CallHeaders.NONE.with(VALIDATION).withTestSystemWarning("[a]: b");
        CallScope scope = CallScope.of(Nip.of("5265877635"), BearerSource.none(), Duration.ofSeconds(1))
                .with(headers)
                .within(Duration.ofSeconds(2))
                .until(Deadline.NEVER)
                .bearing(BearerSource.none());
        assertThat(scope.headers()).isEqualTo(headers);
        assertThat(scope.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(scope.headers().isEmpty()).isFalse();
        assertThat(CallScope.anonymous(Duration.ofSeconds(1)).headers().isEmpty())
                .isTrue();
    }
}
