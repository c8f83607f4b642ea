package dev.ksef.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logos and colours. */
class LooksTest {

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg"})
    void logo_isSeen(String format) throws Exception {
        for (int[] size : new int[][] {{1, 1}, {900, 100}, {40, 800}}) {
            byte[] logo = image(format, size[0], size[1]);
            byte[] pdf = InvoiceRenderer.builder().logo(logo).build().pdf(LongSale.of("FV/1", 1));
            assertThat(redDots(pdf))
                    .as(format + " of " + size[0] + " by " + size[1])
                    .isPositive();
            assertThat(InvoiceRenderer.builder().logo(logo).build().html(LongSale.of("FV/1", 1)))
                    .contains("src=\"data:image/");
        }
        assertThat(redDots(InvoiceRenderer.polish().pdf(LongSale.of("FV/1", 1))))
                .isZero();
    }

    @Test
    void badLogo_isRefusedAtOnce() throws Exception {
        byte[] png = image("png", 60, 60);
        byte[] jpeg = image("jpg", 60, 60);
        assertRefused(new byte[0], "neither");
        assertRefused(
                "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "neither");
        assertRefused(Arrays.copyOf(png, 9), "cut off");
        assertRefused(Arrays.copyOf(png, 33), "cut off");
        for (int missing = 1; missing < 25; missing++) {
            assertRefused(Arrays.copyOf(png, png.length - missing), "cut off");
        }
        assertRefused(Arrays.copyOf(jpeg, 4), "cut off");
        assertRefused(Arrays.copyOf(jpeg, 30), "cut off");
        assertRefused(declared(png, 2_000_000_000, 1), "pixels");
        assertRefused(declared(png, 50_000, 50_000), "pixels");
        assertRefused(declared(png, 2001, 2000), "pixels");
        byte[] backwards = png.clone();
        ByteBuffer.wrap(backwards).putInt(png.length - 12, -12);
        assertRefused(backwards, "cut off");
        assertRefused(new byte[(1 << 20) + 1], "smaller");
    }

    @Test
    void logoWithBytesBehindItsEnd_isSeen() throws Exception {
        byte[] logo = image("png", 60, 60);
        byte[] longer = Arrays.copyOf(logo, logo.length + 20);
        assertThat(redDots(InvoiceRenderer.builder().logo(longer).build().pdf(LongSale.of("FV/1", 1))))
                .isPositive();
    }

    @Test
    void colour_onWhichWhiteCannotBeRead_isRefused() {
        for (int bright : new int[] {0xFFFFFF, 0xFFFF00, 0x00FF00, 0x888888, -1, 0x1000000}) {
            assertThatThrownBy(() -> InvoiceRenderer.builder().accent(bright).build())
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (int dark : new int[] {0, 0xC00000, 0x0000FF, 0x006400}) {
            assertThatCode(() -> InvoiceRenderer.builder().accent(dark).build()).doesNotThrowAnyException();
        }
    }

    @Test
    void colour_isSeen() throws Exception {
        assertThat(redDots(InvoiceRenderer.builder().accent(0xC00000).build().pdf(LongSale.of("FV/1", 1))))
                .isPositive();
    }

    private static void assertRefused(byte[] logo, String reason) {
        assertThatThrownBy(() -> InvoiceRenderer.builder().logo(logo).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static byte[] image(String format, int width, int height) throws Exception {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = image.createGraphics();
        drawing.setColor(new Color(0xE00000));
        drawing.fillRect(0, 0, width, height);
        drawing.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    /** The same file, whose head says that it is larger. */
    private static byte[] declared(byte[] png, int width, int height) {
        byte[] changed = png.clone();
        ByteBuffer.wrap(changed).putInt(16, width).putInt(20, height);
        var sum = new CRC32();
        sum.update(changed, 12, 17);
        ByteBuffer.wrap(changed).putInt(29, (int) sum.getValue());
        return changed;
    }

    private static long redDots(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 100);
            return Arrays.stream(page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth()))
                    .filter(dot -> (dot >> 16 & 0xFF) > 150 && (dot >> 8 & 0xFF) < 60 && (dot & 0xFF) < 60)
                    .count();
        }
    }
}
