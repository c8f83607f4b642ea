/** The contract suite for {@code RateLimiter}, and a limiter that records. */
package dev.ksef.testkit.limit;
