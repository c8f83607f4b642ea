/** Signing in: challenges, KSeF tokens, signed documents, bearer tokens and rights. */
package dev.ksef.simulator.auth;
