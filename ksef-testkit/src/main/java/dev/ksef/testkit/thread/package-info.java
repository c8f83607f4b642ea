/** Threads of tests. */
package dev.ksef.testkit.thread;
