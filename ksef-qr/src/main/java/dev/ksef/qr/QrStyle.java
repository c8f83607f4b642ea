package dev.ksef.qr;

/**
 * The size and the colours of a QR code.
 *
 * @param pixelsPerModule the side of one module (square) of the code, 2 to 100 pixels. With its quiet zone KOD I has about 49
 *     modules across; below 5 pixels its label is wider than the code, and the image as wide as the label. KOD II has about 69
 *     modules with a key on P-256 and 93 with RSA
 * @param foreground the colour of modules and label, as {@code 0xRRGGBB}
 * @param background the colour of the rest, as {@code 0xRRGGBB}
 */
public record QrStyle(int pixelsPerModule, int foreground, int background) {

    /** The style for KOD I: black on white, modules of 1 mm at 300 dpi, about 5 cm in all. */
    public static final QrStyle USUAL = new QrStyle(12, 0x000000, 0xFFFFFF);

    /**
     * The style for KOD II: black on white, modules of 0.68 mm at 300 dpi, 4.7 cm in all with a key on P-256, 6.3 cm with RSA.
     * Together with KOD I that is 9.7 or 11.3 cm. With smaller modules ZXing misses many codes of RSA keys in scans of less
     * than 250 dpi.
     */
    public static final QrStyle DENSE = new QrStyle(8, 0x000000, 0xFFFFFF);

    /** Readers need at least two. */
    private static final int LEAST_PIXELS = 2;

    private static final int MOST_PIXELS = 100;
    private static final int LARGEST_COLOUR = 0xFFFFFF;
    /** The difference that scanners detect on paper, of 255 steps of brightness. */
    private static final int LEAST_CONTRAST = 128;

    /**
     * Checks that readers can read such a code.
     *
     * @throws IllegalArgumentException if the side is not 2 to 100 pixels, a colour is not one, or the foreground is not
     *     clearly darker than the background, as many readers demand
     */
    public QrStyle {
        if (pixelsPerModule < LEAST_PIXELS || pixelsPerModule > MOST_PIXELS) {
            throw new IllegalArgumentException("A module of a QR code takes " + LEAST_PIXELS + " to " + MOST_PIXELS
                    + " pixels, not " + pixelsPerModule);
        }
        if (brightness(background) - brightness(foreground) < LEAST_CONTRAST) {
            throw new IllegalArgumentException("A QR code must be clearly darker than its background; "
                    + hex(foreground) + " on " + hex(background) + " is not");
        }
    }

    /** Returns this style in another size. */
    public QrStyle withPixelsPerModule(int pixels) {
        return new QrStyle(pixels, foreground, background);
    }

    /** Returns this style in other colours, as {@code 0xRRGGBB}. */
    public QrStyle withColours(int newForeground, int newBackground) {
        return new QrStyle(pixelsPerModule, newForeground, newBackground);
    }

    static String hex(int colour) {
        return String.format("#%06X", colour);
    }

    /** Returns the brightness as the eye perceives it, 0 to 255. */
    private static int brightness(int colour) {
        if (colour < 0 || colour > LARGEST_COLOUR) {
            throw new IllegalArgumentException("A colour is written 0xRRGGBB, not " + Integer.toHexString(colour));
        }
        return ((colour >> 16 & 0xFF) * 299 + (colour >> 8 & 0xFF) * 587 + (colour & 0xFF) * 114) / 1000;
    }
}
