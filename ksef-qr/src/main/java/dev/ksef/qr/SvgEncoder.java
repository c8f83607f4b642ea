package dev.ksef.qr;

import com.google.zxing.common.BitMatrix;
import java.nio.charset.StandardCharsets;

/** Writes a picture of two colours as SVG: the background, and one path of rectangles, each a run of black pixels. */
final class SvgEncoder {

    private SvgEncoder() {}

    static byte[] encode(BitMatrix black, QrStyle style) {
        String size = "width=\"" + black.getWidth() + "\" height=\"" + black.getHeight() + "\"";
        return ("<svg xmlns=\"http://www.w3.org/2000/svg\" " + size + " viewBox=\"0 0 " + black.getWidth() + " "
                        + black.getHeight() + "\" shape-rendering=\"crispEdges\">"
                        + "<rect " + size + " fill=\"" + QrStyle.hex(style.background()) + "\"/>"
                        + "<path fill=\"" + QrStyle.hex(style.foreground()) + "\" d=\"" + path(black) + "\"/></svg>\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String path(BitMatrix black) {
        var path = new StringBuilder();
        for (int y = 0; y < black.getHeight(); ) {
            int next = y + 1;
            while (next < black.getHeight() && isSameRow(black, y, next)) {
                next++;
            }
            runs(black, y, next - y, path);
            y = next;
        }
        return path.toString();
    }

    private static void runs(BitMatrix black, int y, int height, StringBuilder path) {
        for (int x = 0; x < black.getWidth(); ) {
            int end = x;
            while (end < black.getWidth() && black.get(end, y)) {
                end++;
            }
            if (end > x) {
                path.append('M').append(x).append(' ').append(y).append('h').append(end - x);
                path.append('v').append(height).append('h').append(x - end).append('z');
            }
            x = end + 1;
        }
    }

    private static boolean isSameRow(BitMatrix black, int y, int other) {
        for (int x = 0; x < black.getWidth(); x++) {
            if (black.get(x, y) != black.get(x, other)) {
                return false;
            }
        }
        return true;
    }
}
