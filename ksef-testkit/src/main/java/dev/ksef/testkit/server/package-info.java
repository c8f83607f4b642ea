/** HTTP servers that misbehave as a test wants. */
package dev.ksef.testkit.server;
