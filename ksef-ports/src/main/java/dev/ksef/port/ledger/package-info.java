/** The ledger of calls: the counting that several processes share. */
package dev.ksef.port.ledger;
