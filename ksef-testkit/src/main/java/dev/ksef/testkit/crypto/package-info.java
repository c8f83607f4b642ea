/** The contract suite for {@code CryptoEngine}. */
package dev.ksef.testkit.crypto;
