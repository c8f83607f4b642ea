package dev.ksef.qr;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What printing and scanning do to a picture, and what a reader reads in it. */
final class Scan {

    private Scan() {}

    /** Printed and scanned slightly skewed: scaled, rotated, blurred. */
    static BufferedImage of(BufferedImage printed, double scale, double degrees) {
        return blurred(skewed(printed, scale, degrees));
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

    static String decoded(BufferedImage picture) throws ReaderException {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        var source = new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }

    /** Draws the rectangles of the path as a browser would. */
    static BufferedImage rendered(String svg, int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
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
