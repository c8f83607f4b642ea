/** Keeping what a simulator knows between its runs. */
package dev.ksef.simulator.state;
