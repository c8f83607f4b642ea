package dev.ksef.model.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.model.error.KsefApiException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final int PLENTY = 1_000_000;

    /** Each holds a secret, which has {@code Zq9} at its beginning and {@code 7Xv} at its end, in a surrounding. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "before Bearer Zq9opaque7Xv after",
                "before {\"a\":\"bearer Zq9opaque7Xv\"} after",
                "before eyJZq9hbGciOiJ.eyJzdWIiOiIxMjM0.SflKxwRJSM-_7Xv after",
                "before https://host/storage/a.xml?Zq9=1&sv=2&sig=a%2Bb7Xv after",
                "before /storage/a.xml?sig=Zq9abc7Xv after",
                "before \"/storage?se=1&amp;sig=Zq9abc7Xv\" after",
                "before sig=Zq9abc7Xv&x after",
                "before https%3A%2F%2Fhost%2Fa%3Fsv%3D1%26sig%3DZq9%2Bb7Xv after",
                "before https%253A%252F%252Fhost%252Fa%253Fsv%253D1%2526sig%253DZq9%252Bb7Xv after",
                "before {\"a\":\"https://host/a\\u003fsv=1\\u0026sig=Zq9%2Bb7Xv\"} after",
                "before sp=r\\u0026sig=Zq9%2Bb7Xv after",
                "before sp%3Dr%26sig%3DZq9%2Bb7Xv after",
                "before {\\u0022a\\u0022:\\u0022eyJZq9hbGciOiJ.eyJzdWIi.SflKxwRJSM-_7Xv\\u0022} after",
                "before \\neyJZq9hbGciOiJ.eyJzdWIi.SflKxwRJSM-_7Xv after",
                "before %3DeyJZq9hbGciOiJ.eyJzdWIi.SflKxwRJSM-_7Xv after",
                "before https://user:Zq9@ab@7Xv@host after",
                "before 20250514-EC-2F2B610000-0A2B3C4D5E-1F|nip-5265877635|"
                        + "Zq90123456789abcdef0123456789abcdef0123456789abcdef0123456789a7Xv after",
                "before 20250514-EC-2F2B610000-0A2B3C4D5E-1F|nip-5265877635|Zq9456789abcdef07Xv after",
                "before <Detail>Zq9aGVsbG8gd29ybGQ/aGVsbG8gd29ybGQ+aGVsbG8g7Xv=</Detail> after",
                "before Zq9_abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz_abcdefghijklmnopqrstuvwxyz7Xv after"
            })
    void secret_inASurrounding_isGoneAndTheRestStays(String text) {
        assertThat(Redaction.of(text, PLENTY))
                .startsWith("before ")
                .endsWith(" after")
                .contains("[...]")
                .doesNotContain("Zq9", "7Xv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Faktura>Zq9",
                "<tns:Fa xmlns:tns=\"a\">Zq9",
                "&lt;Fa&gt;Zq9",
                "&#60;Podmiot1&#62;Zq9",
                "&#x3C;P_1&#x3E;Zq9",
                "\\u003CFaktura\\u003EZq9",
                "%3CFaktura%3EZq9",
                "%253Ctns%3ANaglowek%253EZq9"
            })
    void invoice_inAnyEscape_isGoneToTheEnd(String text) {
        assertThat(Redaction.of("before " + text + " after", PLENTY)).isEqualTo("before [...]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "publicKeyJsonWebKey is missing",
                "the pinned=1 unsig=1 of 100%25",
                "<Fax>1</Fax>",
                "20250514-SO-2F2B610000-0A2B3C4D5E-1F",
                "5265877635-20250826-0100001AF629-AF",
                "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01",
                "{\"code\":21405,\"description\":\"Żądanie jest nieprawidłowe?\",\"details\":[\"pole 'x' = 3\"]}",
                "missing-permissions, incidentId 3f1c9a52-7d8e-4b7a-9f8a-0c2f6b7f7a11",
                "Server failed to authenticate the request. Why? Look at the header."
            })
    void textWithoutASecret_staysAsItIs(String text) {
        assertThat(Redaction.of(text, PLENTY)).isEqualTo(text);
    }

    @Test
    void longText_isCut_butNeverWithinACodePoint() {
        assertThat(Redaction.of("ab cd ef", 8)).isEqualTo("ab cd ef");
        assertThat(Redaction.of("ab cd ef gh", 8)).isEqualTo("ab cd...");
        assertThat(Redaction.of("abcd\uD83D\uDE00 efgh", 8))
                .as("a pair of two characters")
                .isEqualTo("abcd...");
    }

    @Test
    void longText_isCutByItsBytes_whereThoseAreMeant() {
        assertThat(Redaction.ofBytes("żżżż", 8)).isEqualTo("żżżż");
        assertThat(Redaction.ofBytes("żżżżż", 8)).as("two bytes each").isEqualTo("żż...");
        assertThat(Redaction.ofBytes("a\uD83D\uDE00 b c", 7))
                .as("a pair of four bytes")
                .isEqualTo("a...");
        assertThat(Redaction.ofBytes("x".repeat(20) + " Bearer Zq9opaque7Xv " + "y ".repeat(50), 34))
                .doesNotContain("Zq9")
                .hasSizeLessThanOrEqualTo(34);
    }

    @Test
    void secretAtTheCut_isGoneWhole() {
        assertThat(Redaction.of("x".repeat(20) + " Bearer Zq9opaque7Xv " + "y ".repeat(50), 34))
                .doesNotContain("Zq9")
                .hasSizeLessThanOrEqualTo(34);
    }

    /** Each would take minutes if one of the rules looked at the rest of the text from each of its places. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJ",
                "|",
                "|a",
                "?",
                "a?",
                "http://",
                "Bearer ",
                "sig",
                "sig=",
                "a",
                "a-",
                "=",
                ".",
                "Bearer?sig=eyJ",
                "%3F",
                "%25",
                "%3Fa",
                "://a@",
                "@",
                "%3C",
                "\\u003"
            })
    void veryLongText_endsInLinearTime(String piece) {
        String text = piece.repeat(200_000 / piece.length());
        assertThat(Redaction.of(text, 2048)).hasSizeLessThanOrEqualTo(2048);
    }

    @Test
    void bodyOfAnAnswer_isScrubbedAndCut_andNoPartOfWhatIsPrinted() {
        var answer = new KsefApiException.Answer(
                "GET /x", 500, List.of(), null, null, "quoted Bearer Zq9 " + "long ".repeat(1000));
        var failure = new KsefApiException(answer);
        assertThat(failure.body().orElseThrow())
                .startsWith("quoted Bearer [...] long")
                .hasSize(2048);
        assertThat(failure + answer.toString()).doesNotContain("quoted");
        assertThat(new KsefApiException(new KsefApiException.Answer("GET /x", 500, List.of(), null, null, " ")).body())
                .isEmpty();
    }
}
