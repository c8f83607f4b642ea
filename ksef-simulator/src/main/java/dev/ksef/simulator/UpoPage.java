package dev.ksef.simulator;

/** One page of the UPO of a session: a signed document of its own. */
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
record UpoPage(String referenceNumber, byte[] document) {}
