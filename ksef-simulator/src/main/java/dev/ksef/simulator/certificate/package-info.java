/** KSeF certificates: applications, issuing, the register and revocation. */
package dev.ksef.simulator.certificate;
