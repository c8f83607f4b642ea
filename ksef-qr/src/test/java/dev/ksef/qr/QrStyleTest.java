package dev.ksef.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.ksef.model.InvoiceVerificationLink;
import dev.ksef.model.KsefNumber;
import dev.ksef.model.Nip;
import dev.ksef.model.Sha256;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(decoded(picture)).isEqualTo(LINK.uri().toString());
    }

    @Test
    void svg_coversExactlyTheDotsOfThePng() throws Exception {
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(QrCode.png(LINK)));
        BufferedImage svg = rendered(new String(QrCode.svg(LINK), StandardCharsets.UTF_8), png);
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
        assertThat(decoded(blurred(skewed(printed, 413.0 / printed.getWidth(), degrees))))
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

    private static BufferedImage skewed(BufferedImage source, double scale, double degrees) {
        int side = (int) (Math.max(source.getWidth(), source.getHeight()) * scale * 1.2);
        var page = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = page.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, side, side);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        var transform = AffineTransform.getTranslateInstance(side * 0.08, side * 0.08);
        transform.rotate(Math.toRadians(degrees), side / 2.0, side / 2.0);
        transform.scale(scale, scale);
        graphics.drawImage(source, transform, null);
        graphics.dispose();
        return page;
    }

    private static BufferedImage blurred(BufferedImage source) {
        float[] weights = new float[9];
        Arrays.fill(weights, 1 / 9f);
        return new ConvolveOp(new Kernel(3, 3, weights), ConvolveOp.EDGE_NO_OP, null).filter(source, null);
    }

    private static String decoded(BufferedImage picture) throws Exception {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        var source = new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }

    /** Draws the rectangles of the path as a browser would. */
    private static BufferedImage rendered(String svg, BufferedImage like) {
        var picture = new BufferedImage(like.getWidth(), like.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, like.getWidth(), like.getHeight());
        graphics.setColor(Color.BLACK);
        Matcher rectangle =
                Pattern.compile("M(\\d+) (\\d+)h(\\d+)v(\\d+)h-\\d+z").matcher(svg);
        while (rectangle.find()) {
            graphics.fillRect(
                    Integer.parseInt(rectangle.group(1)),
                    Integer.parseInt(rectangle.group(2)),
                    Integer.parseInt(rectangle.group(3)),
                    Integer.parseInt(rectangle.group(4)));
        }
        graphics.dispose();
        return picture;
    }
}
