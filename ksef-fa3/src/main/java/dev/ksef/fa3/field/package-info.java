/** What the fields of FA(3) have in common: codes, times, and the errors that name a field. */
package dev.ksef.fa3.field;
