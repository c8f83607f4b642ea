/** The contract suites for stores, and stores in memory. */
package dev.ksef.testkit.store;
