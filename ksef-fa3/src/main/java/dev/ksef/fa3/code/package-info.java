/**
 * The codes of FA(3), generated: an enum for each named list of values of the schema, under its name there. A constant is called
 * like its value, in capitals, with an underscore for what cannot stand in a name and before a leading digit: {@code 0 KR} is
 * {@code _0_KR}. So nothing has to be looked up twice, and a new version of the schema renames nothing.
 */
package dev.ksef.fa3.code;
