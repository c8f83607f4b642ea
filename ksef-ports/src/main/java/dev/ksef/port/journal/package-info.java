/** The journal of submissions: what was intended, written before it is done, and what came of it. */
package dev.ksef.port.journal;
