/** The certificate of the simulator for TLS. */
package dev.ksef.simulator.tls;
