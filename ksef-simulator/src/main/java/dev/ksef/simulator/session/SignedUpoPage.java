package dev.ksef.simulator.session;

/** A page of the UPO of a session. Each page is a signed document of its own. */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record SignedUpoPage(String referenceNumber, byte[] document) {}
