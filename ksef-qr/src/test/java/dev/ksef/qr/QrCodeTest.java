package dev.ksef.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.ResultMetadataType;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.link.InvoiceVerificationLink;
import java.net.URI;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The image of KOD I, read back by ZXing's reader and dot by dot. */
class QrCodeTest {

    private static final int USUAL_SQUARE = 12;
    private static final KsefNumber NUMBER = KsefNumber.of("5265877635-20250826-0100001AF629-AF");

    @Test
    void code_isReadAsTheLink() throws Exception {
        var link = link(NUMBER);
        assertThat(PngPicture.of(QrCode.png(link)).decoded().getText())
                .isEqualTo("https://qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/"
                        + "UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE")
                .isEqualTo(link.uri().toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 7, 12, 30, 100})
    void code_ofEverySize_isReadAsTheLink(int pixelsPerModule) throws Exception {
        var link = link(NUMBER);
        assertThat(PngPicture.of(QrCode.png(link, QrStyle.USUAL.withPixelsPerModule(pixelsPerModule)))
                        .decoded()
                        .getText())
                .isEqualTo(link.uri().toString());
    }

    @Test
    void code_hasErrorCorrectionM() throws Exception {
        assertThat(PngPicture.of(QrCode.png(link(NUMBER))).decoded().getResultMetadata())
                .containsEntry(ResultMetadataType.ERROR_CORRECTION_LEVEL, "M");
    }

    @Test
    void code_standsInAWhiteZoneOfFourModules() {
        var picture = PngPicture.of(QrCode.png(link(NUMBER)));
        int side = picture.width();
        int zone = 4 * USUAL_SQUARE;
        assertThat(side).as("square without the label, in whole modules").isEqualTo(49 * USUAL_SQUARE);
        assertThat(picture.isWhite(0, 0, side, zone)).as("above").isTrue();
        assertThat(picture.isWhite(0, 0, zone, side)).as("left").isTrue();
        assertThat(picture.isWhite(side - zone, 0, zone, side)).as("right").isTrue();
        assertThat(picture.isWhite(0, side - zone, side, zone))
                .as("between code and label")
                .isTrue();
        assertThat(picture.isBlack(zone, zone) && picture.isBlack(side - zone - 1, zone))
                .as("the finder patterns begin right inside the zone")
                .isTrue();
        assertThat(picture.isBlack(zone, side - zone - 1))
                .as("and so does the third")
                .isTrue();
    }

    @Test
    void codeWithoutLabel_isTheSquareOfTheCodeWithIt() throws Exception {
        var link = link(NUMBER);
        var whole = PngPicture.of(QrCode.png(link, QrStyle.USUAL.withPixelsPerModule(8)));
        var picture = PngPicture.of(QrCode.pngWithoutLabel(link, QrStyle.USUAL.withPixelsPerModule(8)));
        int side = 49 * 8;
        assertThat(picture.width()).isEqualTo(side);
        assertThat(picture.height()).isEqualTo(side);
        assertThat(picture.image().getRGB(0, 0, side, side, null, 0, side))
                .isEqualTo(whole.image().getRGB(0, 0, side, side, null, 0, side));
        assertThat(picture.decoded().getText()).isEqualTo(link.uri().toString());
    }

    @ParameterizedTest
    @EnumSource(OfflineKey.class)
    void certificateCodeWithoutLabel_isReadAsTheLink(OfflineKey key) throws Exception {
        var picture = PngPicture.of(QrCode.pngWithoutLabel(key.link(), QrStyle.DENSE));
        int side = key.squares * QrStyle.DENSE.pixelsPerModule();
        assertThat(picture.width()).isEqualTo(side);
        assertThat(picture.height()).isEqualTo(side);
        assertThat(picture.decoded().getText()).isEqualTo(key.link().uri().toString());
    }

    @Test
    void label_isTheKsefNumber() {
        assertThat(labelOf(PngPicture.of(QrCode.png(link(NUMBER))), 2)).isEqualTo(NUMBER.value());
    }

    @Test
    void label_withoutANumber_isOffline() {
        var picture = PngPicture.of(QrCode.png(link(null)));
        assertThat(labelOf(picture, 3)).isEqualTo("OFFLINE");
        assertThat(picture.rows(7, 3, (picture.width() - 41 * 3) / 2, picture.width()))
                .as("the letters as one sees them")
                .containsExactly(
                        " ###  ##### ##### #      ###  #   # #####",
                        "#   # #     #     #       #   #   # #    ",
                        "#   # #     #     #       #   ##  # #    ",
                        "#   # ####  ####  #       #   # # # #### ",
                        "#   # #     #     #       #   #  ## #    ",
                        "#   # #     #     #       #   #   # #    ",
                        " ###  #     #     #####  ###  #   # #####");
    }

    @Test
    void label_isCentredAndNothingElseIsUnderTheCode() {
        var picture = PngPicture.of(QrCode.png(link(NUMBER)));
        int labelWidth = (35 * 6 - 1) * 2;
        int left = (picture.width() - labelWidth) / 2;
        assertThat(left).isGreaterThanOrEqualTo(4 * USUAL_SQUARE);
        assertThat(picture.isWhite(0, picture.width(), left, picture.height() - picture.width()))
                .isTrue();
        assertThat(picture.isWhite(
                        left + labelWidth,
                        picture.width(),
                        picture.width() - left - labelWidth,
                        picture.height() - picture.width()))
                .isTrue();
        assertThat(picture.isWhite(0, picture.width() + 7 * 2, picture.width(), 3 * USUAL_SQUARE))
                .as("some room below")
                .isTrue();
        assertThat(picture.height()).isEqualTo(picture.width() + 7 * 2 + 3 * USUAL_SQUARE);
    }

    @Test
    void label_widerThanTheCode_widensTheImageAndIsWhole() {
        var picture = PngPicture.of(QrCode.png(link(NUMBER), QrStyle.USUAL.withPixelsPerModule(2)));
        assertThat(picture.width()).isEqualTo(35 * 6 - 1 + 2 * 2);
        assertThat(picture.text(NUMBER.value().length(), 1, 2, 49 * 2)).isEqualTo(NUMBER.value());
    }

    @Test
    void label_withALetterThatWeDoNotDraw_showsABoxInItsPlace() {
        var odd = new KsefNumber("ó?");
        var picture = PngPicture.of(QrCode.png(link(odd)));
        int dot = 2 * USUAL_SQUARE / 7;
        assertThat(picture.rows(7, dot, (picture.width() - 11 * dot) / 2, picture.width()))
                .containsExactly(
                        "##### #####",
                        "#   # #   #",
                        "#   # #   #",
                        "#   # #   #",
                        "#   # #   #",
                        "#   # #   #",
                        "##### #####");
    }

    @Test
    void image_isTheSameEveryTime() {
        assertThat(QrCode.png(link(NUMBER))).isEqualTo(QrCode.png(link(NUMBER)));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 101, Integer.MAX_VALUE})
    void size_outOfReason_isRefused(int pixelsPerModule) {
        assertThatThrownBy(() -> QrCode.png(link(NUMBER), QrStyle.USUAL.withPixelsPerModule(pixelsPerModule)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 to 100");
    }

    private static String labelOf(PngPicture picture, int dot) {
        int letters = dot == 2 ? 35 : 7;
        int left = (picture.width() - (letters * 6 - 1) * dot) / 2;
        return picture.text(letters, dot, left, picture.width());
    }

    static InvoiceVerificationLink link(KsefNumber number) {
        return new InvoiceVerificationLink(
                URI.create("https://qr-test.ksef.mf.gov.pl"),
                Nip.of("1111111111"),
                LocalDate.of(2026, 2, 1),
                Sha256.of("UtQp9Gpc51y+u3xApZjIjgkpZ01js+J8KflSPW8WzIE="),
                number);
    }
}
