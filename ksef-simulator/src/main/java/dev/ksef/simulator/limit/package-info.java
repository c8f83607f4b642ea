/** The operations that show and change limits. */
package dev.ksef.simulator.limit;
