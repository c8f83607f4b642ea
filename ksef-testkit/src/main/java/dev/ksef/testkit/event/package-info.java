/** Events of tests: a listener that keeps them, and samples of each kind. */
package dev.ksef.testkit.event;
