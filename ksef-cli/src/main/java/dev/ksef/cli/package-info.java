/** The program {@code ksef}: its commands, and what they have in common. */
@org.jspecify.annotations.NullMarked
package dev.ksef.cli;
