/** HTTP on the loopback address. */
package dev.ksef.simulator.server;
