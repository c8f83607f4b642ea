/** What this SDK throws, rooted in {@link dev.ksef.model.error.KsefException}. */
package dev.ksef.model.error;
