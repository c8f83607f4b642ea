package dev.ksef.simulator.auth;

import dev.ksef.simulator.identifier.LoginContext;

/** What is known of a KSeF token, without its text. */
public record TaxpayerToken(String referenceNumber, LoginContext context) {}
