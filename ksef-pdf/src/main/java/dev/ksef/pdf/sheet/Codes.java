package dev.ksef.pdf.sheet;

import java.util.List;

/** QR codes, beside each other. */
public record Codes(List<Code> codes) implements Block {

    /** Copies the codes. */
    public Codes {
        codes = List.copyOf(codes);
    }
}
