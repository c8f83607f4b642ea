/** Clocks of tests. */
package dev.ksef.testkit.time;
