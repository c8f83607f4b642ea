/** Signed links into the storage. */
package dev.ksef.simulator.storage;
