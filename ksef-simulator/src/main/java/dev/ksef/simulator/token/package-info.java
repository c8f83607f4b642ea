/** Making, listing and revoking KSeF tokens. */
package dev.ksef.simulator.token;
