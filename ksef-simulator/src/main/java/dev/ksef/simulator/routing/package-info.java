/** Finding the operation for a request. */
package dev.ksef.simulator.routing;
