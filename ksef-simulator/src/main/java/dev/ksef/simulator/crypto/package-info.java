/** Keys, digests and ciphers, with the JDK's cryptography; certificates, with Bouncy Castle. */
package dev.ksef.simulator.crypto;
