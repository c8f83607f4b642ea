package dev.ksef.qr;

import com.google.zxing.Binarizer;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes a picture as printing and scanning do, and reads it. */
final class SimulatedScan {

    /** White around the printed picture, so that nothing is turned out of the page. */
    private static final int MARGIN = 40;
    /** Along each side of a pixel of the scan. */
    private static final int SAMPLES = 3;

    private SimulatedScan() {}

    /** Printed and scanned: each sensor averages the area it sees, slightly skewed, and the picture is unsharp. */
    static BufferedImage of(BufferedImage printed, double scale, double degrees) {
        return blurred(skewed(printed, scale, degrees));
    }

    private static BufferedImage skewed(BufferedImage source, double scale, double degrees) {
        int width = (int) (source.getWidth() * scale) + 2 * MARGIN;
        int height = (int) (source.getHeight() * scale) + 2 * MARGIN;
        var fine = new BufferedImage(width * SAMPLES, height * SAMPLES, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = whitened(fine);
        var transform = AffineTransform.getScaleInstance(SAMPLES, SAMPLES);
        transform.translate(MARGIN, MARGIN);
        transform.rotate(Math.toRadians(degrees), width / 2.0 - MARGIN, height / 2.0 - MARGIN);
        transform.scale(scale, scale);
        graphics.drawImage(source, transform, null);
        graphics.dispose();
        return averaged(fine, width, height);
    }

    private static BufferedImage averaged(BufferedImage fine, int width, int height) {
        int[] samples = pixels(fine);
        var page = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int sum = 0;
                for (int i = 0; i < SAMPLES * SAMPLES; i++) {
                    sum += samples[(y * SAMPLES + i / SAMPLES) * width * SAMPLES + x * SAMPLES + i % SAMPLES] & 0xFF;
                }
                page.setRGB(x, y, 0x010101 * (sum / (SAMPLES * SAMPLES)));
            }
        }
        return page;
    }

    private static BufferedImage blurred(BufferedImage source) {
        float[] weights = new float[9];
        Arrays.fill(weights, 1 / 9f);
        return new ConvolveOp(new Kernel(3, 3, weights), ConvolveOp.EDGE_NO_OP, null).filter(source, null);
    }

    /** As apps do that are built on ZXing: where one way of telling black from white fails, the other is tried. */
    static String decoded(BufferedImage picture) throws ReaderException {
        var source = new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels(picture));
        try {
            return decoded(new HybridBinarizer(source));
        } catch (ReaderException unread) {
            return decoded(new GlobalHistogramBinarizer(source));
        }
    }

    private static String decoded(Binarizer blackAndWhite) throws ReaderException {
        return new QRCodeReader().decode(new BinaryBitmap(blackAndWhite)).getText();
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    private static Graphics2D whitened(BufferedImage picture) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        return graphics;
    }

    /** Draws the rectangles of the path as a browser would. */
    static BufferedImage rendered(String svg, int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = whitened(picture);
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
