/** Requests, answers, JSON and errors. */
package dev.ksef.simulator.wire;
