/** Contract suite and fake of the port for archives. */
package dev.ksef.testkit.archive;
