package dev.ksef.pdf.sheet;

import java.net.URI;
import java.util.Arrays;

/**
 * A QR code.
 *
 * @param title what it is for
 * @param link where it leads
 * @param label what must stand under it
 * @param png the code without its label
 * @param modules how many squares it has in a row, with its quiet zone
 */
public record Code(Label title, URI link, String label, byte[] png, int modules) {

    /** Copies the image. */
    public Code {
        png = png.clone();
    }

    @Override
    public byte[] png() {
        return png.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Code code && link.equals(code.link) && Arrays.equals(png, code.png);
    }

    @Override
    public int hashCode() {
        return link.hashCode();
    }

    @Override
    public String toString() {
        return "Code[" + label + "]";
    }
}
