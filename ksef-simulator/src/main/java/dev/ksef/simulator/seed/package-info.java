/** What a simulator is given at its start by a file. */
package dev.ksef.simulator.seed;
