/** Granting, revoking and showing rights, and the subjects that tests make for that. */
package dev.ksef.simulator.permission;
