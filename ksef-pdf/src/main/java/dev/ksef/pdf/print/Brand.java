package dev.ksef.pdf.print;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The looks that a user may choose.
 *
 * @param accent the colour of headings and of the total, as {@code 0xRRGGBB}
 * @param logoUri the logo as a link that contains it; empty if there is none
 */
public record Brand(int accent, String logoUri) {

    /** A dark blue, no logo. */
    public static final Brand USUAL = new Brand(0x1F4468, "");

    private static final int LARGEST_COLOUR = 0xFFFFFF;
    private static final int LARGEST_LOGO = 1 << 20;

    private static final String PNG = "image/png";
    private static final int PNG_SIGNATURE = 8;

    /** Length, name and check sum of a chunk of a PNG, in bytes. */
    private static final int PNG_CHUNK = 12;

    /** The name of the last chunk. */
    private static final int PNG_END = 'I' << 24 | 'E' << 16 | 'N' << 8 | 'D';

    /** 70 mm at 600 dots per inch are 1 654 of them. */
    private static final long MOST_PIXELS = 4_000_000;

    /** Contrast of white letters, as the Web Content Accessibility Guidelines demand it of normal text. */
    private static final double LEAST_CONTRAST = 4.5;

    /**
     * Checks the colour.
     *
     * @throws IllegalArgumentException if the colour is none, or white letters on it cannot be read
     */
    public Brand {
        if (accent < 0 || accent > LARGEST_COLOUR) {
            throw new IllegalArgumentException("A colour is written 0xRRGGBB, not " + Integer.toHexString(accent));
        }
        double contrast = 1.05 / (luminance(accent) + 0.05);
        if (contrast < LEAST_CONTRAST) {
            throw new IllegalArgumentException(String.format(
                    "White letters on #%06X are hard to read, and the total has such; choose a darker colour", accent));
        }
    }

    /**
     * Returns the looks with this colour and logo.
     *
     * @param logo a PNG or JPEG of at most 1 MB, or null
     * @throws IllegalArgumentException if the colour is none, or white letters on it cannot be read; if the logo is neither a
     *     PNG nor a JPEG, or too large
     */
    public static Brand of(int accent, byte @Nullable [] logo) {
        return new Brand(accent, logo == null ? "" : uri(logo));
    }

    private static String uri(byte[] logo) {
        if (logo.length > LARGEST_LOGO) {
            throw new IllegalArgumentException(
                    "The logo has " + logo.length + " bytes; make it smaller than " + LARGEST_LOGO);
        }
        String type = mediaType(logo);
        checkDrawable(logo, type);
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(logo);
    }

    /** A logo that cannot be drawn would be missing on each invoice, and one of many pixels would take all memory. */
    private static void checkDrawable(byte[] logo, String type) {
        long pixels;
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(logo))) {
            ImageReader reader = ImageIO.getImageReadersByMIMEType(type).next();
            try {
                reader.setInput(input, true, true);
                pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels <= MOST_PIXELS) {
                    reader.read(0);
                    if (type.equals(PNG)) {
                        requireEnd(logo);
                    }
                }
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException broken) {
            throw new IllegalArgumentException(
                    "The logo cannot be drawn: it is cut off or damaged. Save it anew", broken);
        }
        if (pixels > MOST_PIXELS) {
            throw new IllegalArgumentException(
                    "The logo has " + pixels + " pixels; scale it down to at most " + MOST_PIXELS);
        }
    }

    /** The JDK does without the last chunks of a PNG; FOP does not, and would fail with each invoice. */
    private static void requireEnd(byte[] png) throws IOException {
        ByteBuffer chunks = ByteBuffer.wrap(png);
        int at = PNG_SIGNATURE;
        while (png.length - at >= PNG_CHUNK) {
            int length = chunks.getInt(at);
            if (length < 0 || length > png.length - at - PNG_CHUNK) {
                break;
            }
            if (chunks.getInt(at + Integer.BYTES) == PNG_END) {
                return;
            }
            at += PNG_CHUNK + length;
        }
        throw new EOFException("The PNG has no end");
    }

    private static double luminance(int colour) {
        return 0.2126 * channel(colour >> 16) + 0.7152 * channel(colour >> 8) + 0.0722 * channel(colour);
    }

    private static double channel(int colour) {
        double share = (colour & 0xFF) / 255.0;
        return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private static String mediaType(byte[] logo) {
        if (logo.length > 8 && (logo[0] & 0xFF) == 0x89 && logo[1] == 'P' && logo[2] == 'N' && logo[3] == 'G') {
            return PNG;
        }
        if (logo.length > 3 && (logo[0] & 0xFF) == 0xFF && (logo[1] & 0xFF) == 0xD8) {
            return "image/jpeg";
        }
        throw new IllegalArgumentException("The logo is neither a PNG nor a JPEG; convert it");
    }

    String accentHex() {
        return String.format("#%06X", accent);
    }
}
