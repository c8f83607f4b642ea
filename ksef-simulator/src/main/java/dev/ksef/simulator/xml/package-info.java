/** Reading the XML of requests. */
package dev.ksef.simulator.xml;
