package dev.ksef.simulator.session;

import dev.ksef.simulator.storage.ShelvedBytes;

/** A page of the UPO of a session. Each page is a signed document of its own. */
public record SignedUpoPage(String referenceNumber, ShelvedBytes shelved) {

    public byte[] document() {
        return shelved.bytes();
    }
}
