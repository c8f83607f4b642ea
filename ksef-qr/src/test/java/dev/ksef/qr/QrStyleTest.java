package dev.ksef.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import dev.ksef.model.link.InvoiceVerificationLink;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours, SVG, and what printing and scanning do to a code. */
class QrStyleTest {

    private static final InvoiceVerificationLink LINK = new InvoiceVerificationLink(
            URI.create("https://qr.ksef.mf.gov.pl"),
            Nip.of("1111111111"),
            LocalDate.of(2026, 2, 1),
            Sha256.of("UtQp9Gpc51y+u3xApZjIjgkpZ01js+J8KflSPW8WzIE="),
            new KsefNumber("5265877635-20250826-0100001AF629-AF"));

    @Test
    void colours_areThoseAskedFor_andTheCodeIsStillRead() throws Exception {
        var style = QrStyle.USUAL.withColours(0x003366, 0xFFF8E1);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(QrCode.png(LINK, style)));
        assertThat(picture.getRGB(0, 0) & 0xFFFFFF).isEqualTo(0xFFF8E1);
        assertThat(picture.getRGB(48, 48) & 0xFFFFFF)
                .as("corner of a finder pattern")
                .isEqualTo(0x003366);
        assertThat(SimulatedScan.decoded(picture)).isEqualTo(LINK.uri().toString());
    }

    @Test
    void svg_coversExactlyTheDotsOfThePng() throws Exception {
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(QrCode.png(LINK)));
        BufferedImage svg = SimulatedScan.rendered(
                new String(QrCode.svg(LINK), StandardCharsets.UTF_8), png.getWidth(), png.getHeight());
        for (int y = 0; y < png.getHeight(); y++) {
            for (int x = 0; x < png.getWidth(); x++) {
                assertThat(svg.getRGB(x, y)).as("dot %d, %d", x, y).isEqualTo(png.getRGB(x, y));
            }
        }
    }

    @Test
    void svg_isSmallAndNamesItsColours() {
        String svg =
                new String(QrCode.svg(LINK, QrStyle.USUAL.withColours(0x112233, 0xFFFFFF)), StandardCharsets.UTF_8);
        assertThat(svg).startsWith("<svg xmlns=").contains("fill=\"#112233\"", "fill=\"#FFFFFF\"");
        assertThat(svg.length()).isLessThan(60_000);
    }

    /** Printed at 300 dpi in 3.5 cm and scanned slightly skewed: scaled, rotated by 3 degrees, blurred. */
    @ParameterizedTest
    @ValueSource(doubles = {-3, 3})
    void code_printedAndScanned_isRead(double degrees) throws Exception {
        BufferedImage printed = ImageIO.read(new ByteArrayInputStream(QrCode.png(LINK)));
        assertThat(SimulatedScan.decoded(SimulatedScan.of(printed, 413.0 / printed.getWidth(), degrees)))
                .isEqualTo(LINK.uri().toString());
    }

    @Test
    void styleThatReadersCannotRead_isRefused() {
        assertThatThrownBy(() -> QrStyle.USUAL.withPixelsPerModule(1)).hasMessageContaining("2 to 100");
        assertThatThrownBy(() -> QrStyle.USUAL.withPixelsPerModule(101)).hasMessageContaining("2 to 100");
        assertThatThrownBy(() -> QrStyle.USUAL.withColours(0xFFFFFF, 0x000000)).hasMessageContaining("darker");
        assertThatThrownBy(() -> QrStyle.USUAL.withColours(0xFFFF00, 0xFFFFFF)).hasMessageContaining("darker");
        assertThatThrownBy(() -> QrStyle.USUAL.withColours(-1, 0xFFFFFF)).hasMessageContaining("0xRRGGBB");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1   | 000000 | FFFFFF | A module of a QR code takes 2 to 100 pixels, not 1",
                "101 | 000000 | FFFFFF | A module of a QR code takes 2 to 100 pixels, not 101",
                "8   | FFFFFF | 000000 | A QR code must be clearly darker than its background; #FFFFFF on #000000 is not",
                "8   | 000000 | 7F7F7F | A QR code must be clearly darker than its background; #000000 on #7F7F7F is not",
                "8   | 1000000 | FFFFFF | A colour is written 0xRRGGBB, not 1000000",
                "8   | 000000 | 1000000 | A colour is written 0xRRGGBB, not 1000000"
            })
    void badStyle_isRefusedWithTheReason(int pixels, String foreground, String background, String reason) {
        assertThatThrownBy(() ->
                        new QrStyle(pixels, HexFormat.fromHexDigits(foreground), HexFormat.fromHexDigits(background)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }

    @Test
    void leastContrast_isEnoughToBeRead() throws Exception {
        var pale = QrStyle.DENSE.withColours(0x000000, 0x808080);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(QrCode.png(LINK, pale)));
        assertThat(SimulatedScan.decoded(picture)).isEqualTo(LINK.uri().toString());
    }
}
