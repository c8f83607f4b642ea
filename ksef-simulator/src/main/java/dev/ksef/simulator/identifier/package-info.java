/** Numbers and identifiers: NIP, KSeF numbers, reference numbers, login contexts. */
package dev.ksef.simulator.identifier;
