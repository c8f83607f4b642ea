/** The commands. */
@org.jspecify.annotations.NullMarked
package dev.ksef.cli.command;
