/** What the program has of the shell around it: streams, terminal, words, exit codes. */
@org.jspecify.annotations.NullMarked
package dev.ksef.cli.shell;
