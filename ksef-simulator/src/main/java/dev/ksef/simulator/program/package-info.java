/** The simulator as a program with a command line. */
package dev.ksef.simulator.program;
