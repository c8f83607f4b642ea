/** Interactive sessions and the invoices sent in them. */
package dev.ksef.simulator.session;
