package dev.ksef.simulator;

/** What is known of a KSeF token, without its text. */
record TaxpayerToken(String referenceNumber, ContextIdentifier context) {}
