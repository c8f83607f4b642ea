/** What a planned fault does to a call. */
package dev.ksef.simulator.fault;
