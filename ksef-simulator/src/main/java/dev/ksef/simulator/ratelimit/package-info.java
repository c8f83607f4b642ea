/** Counting calls in sliding windows, and refusing those above the limits. */
package dev.ksef.simulator.ratelimit;
