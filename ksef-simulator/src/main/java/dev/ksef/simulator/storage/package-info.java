/** Signed links into the storage, where what is large is kept, and when an invoice gets there. */
package dev.ksef.simulator.storage;
