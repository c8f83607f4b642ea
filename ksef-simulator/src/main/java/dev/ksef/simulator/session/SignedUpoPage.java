package dev.ksef.simulator.session;

/** One page of the UPO of a session: a signed document of its own. */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record SignedUpoPage(String referenceNumber, byte[] document) {}
