/** The contract suite for {@code Signer}, and SoftHSM for tests. */
package dev.ksef.testkit.signing;
