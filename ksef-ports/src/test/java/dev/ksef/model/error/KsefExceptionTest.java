package dev.ksef.model.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.ReferenceNumber;
import dev.ksef.model.StatusInfo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What others wrote begins no line of a log, and steers no terminal. */
class KsefExceptionTest {

    private static final String EVIL = "a\r\n2026-11-02 ERROR b\u001b[31mc\u2028d\u202ee\u0000f\u0085g";
    private static final String TAME = "a  2026-11-02 ERROR b [31mc d e f g";

    @Test
    void textOfOthers_isShownOnOneLine_wherever() {
        var answer = new KsefApiException.Answer("GET /a", 400, List.of(), EVIL, EVIL);
        for (KsefException each : List.of(
                new KsefException(EVIL),
                new KsefApiException(answer),
                new KsefUnauthorizedException(answer),
                new KsefProcessingException(
                        "Invoice", new StatusInfo(440, EVIL, List.of(EVIL), Map.of()), new ReferenceNumber(EVIL)),
                new KsefApiException(answer).adding(EVIL))) {
            assertThat(each.getMessage()).contains(TAME).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");
        }
    }
}
