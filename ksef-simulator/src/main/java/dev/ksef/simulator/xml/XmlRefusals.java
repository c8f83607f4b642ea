package dev.ksef.simulator.xml;

import dev.ksef.simulator.wire.BadRequest;

/** The numbered errors of documents that cannot be read or do not conform to their schema. */
public final class XmlRefusals {

    private XmlRefusals() {}

    static BadRequest invalidDocument(String detail) {
        return BadRequest.of(9101, "Nieprawidłowy dokument.", detail);
    }

    static BadRequest invalidEncoding() {
        return BadRequest.of(21217, "Nieprawidłowe kodowanie znaków.");
    }

    public static BadRequest schema(String place) {
        return BadRequest.of(
                21401,
                "Dokument nie jest zgodny ze schemą (xsd).",
                "Element " + place + " jest nieprawidłowy, zbędny lub nie ma go we właściwym miejscu.");
    }
}
