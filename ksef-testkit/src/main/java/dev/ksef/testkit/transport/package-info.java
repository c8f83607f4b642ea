/** The contract suites for {@code Transport} and {@code StorageTransfer}, and a transport without a network. */
package dev.ksef.testkit.transport;
