/** The pages that QR codes lead to. */
package dev.ksef.simulator.verification;
