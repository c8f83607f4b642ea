/** One call of a command: how it is declared, read, and connected to KSeF. */
@org.jspecify.annotations.NullMarked
package dev.ksef.cli.call;
