/** Contract suites and fake of the ports for archives. */
package dev.ksef.testkit.archive;
