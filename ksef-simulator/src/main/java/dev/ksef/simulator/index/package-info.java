/** Finding one of many values in little memory. */
package dev.ksef.simulator.index;
