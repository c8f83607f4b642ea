/** The page of the simulator in a browser, and the data that it shows. */
package dev.ksef.simulator.page;
