/** How much a context may send. */
package dev.ksef.simulator.quota;
