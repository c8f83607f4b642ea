package dev.ksef.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.common.BitMatrix;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that are drawn by runs, beside the same pages drawn pixel by pixel. */
class ScannedPageTest {

    private static final int SIDE = 8;
    private static final int MARGIN = 4 * SIDE;

    @ParameterizedTest(name = "of a text of {0} bytes")
    @ValueSource(ints = {1, 100, 300, 1500})
    void page_inEachLook_isWhatItIsPixelByPixel(int bytes) {
        BitMatrix modules = LongText.symbol(LongText.of(bytes, bytes));
        var page = new ScannedPage(modules);
        for (int spread : List.of(-1, 0, 1)) {
            assertThat(page.upright(spread).equals(upright(modules, spread)))
                    .as("spread by %d", spread)
                    .isTrue();
        }
        for (int degrees : List.of(-3, 3, 0, 45)) {
            assertThat(page.turned(degrees).equals(turned(modules, degrees)))
                    .as("turned by %d degrees", degrees)
                    .isTrue();
        }
    }

    private static BitMatrix upright(BitMatrix modules, int spread) {
        BitMatrix page = blank(modules);
        int reach = Math.abs(spread);
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                List<Boolean> near = List.of(
                        isBlack(modules, x, y),
                        isBlack(modules, x - reach, y),
                        isBlack(modules, x, y - reach),
                        isBlack(modules, x - reach, y - reach));
                if (spread > 0 ? near.contains(true) : !near.contains(false)) {
                    page.set(x, y);
                }
            }
        }
        return page;
    }

    private static BitMatrix turned(BitMatrix modules, int degrees) {
        BitMatrix page = blank(modules);
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double middle = page.getWidth() / 2.0;
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                double right = x + 0.5 - middle;
                double down = y + 0.5 - middle;
                int fromX = (int) Math.floor(cos * right + sin * down + middle);
                int fromY = (int) Math.floor(cos * down - sin * right + middle);
                if (isBlack(modules, fromX, fromY)) {
                    page.set(x, y);
                }
            }
        }
        return page;
    }

    private static BitMatrix blank(BitMatrix modules) {
        return new BitMatrix(modules.getWidth() * SIDE + 2 * MARGIN);
    }

    private static boolean isBlack(BitMatrix modules, int x, int y) {
        int column = Math.floorDiv(x - MARGIN, SIDE);
        int row = Math.floorDiv(y - MARGIN, SIDE);
        return column >= 0
                && row >= 0
                && column < modules.getWidth()
                && row < modules.getHeight()
                && modules.get(column, row);
    }
}
