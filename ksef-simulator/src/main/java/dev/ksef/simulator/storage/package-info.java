/** Signed links into the storage, and where what is large is kept. */
package dev.ksef.simulator.storage;
