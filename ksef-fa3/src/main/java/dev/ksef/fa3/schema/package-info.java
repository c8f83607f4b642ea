/**
 * The elements of FA(3) as records, generated from its schema, and {@link dev.ksef.fa3.schema.FakturaXml}, which reads and writes
 * them.
 *
 * <p>Names are those of the schema, which are what the Ministry's documents, tax advisers and KSeF's messages speak of. A
 * component begins with a small letter, and so does all of a leading acronym: {@code P_13_1} is {@code p_13_1}, {@code FaWiersz}
 * is {@code faWiersz}, {@code NIP} is {@code nip}, {@code PKWiU} is {@code pkWiU}. Named types of the schema and the parts of the
 * root have records of their own; a type without name is nested in the record of the element around it, as in the schema.
 *
 * <p>What may be missing is nullable, what may be repeated is a list without nulls. A text of which the schema allows but one is
 * no component if it is required (such as {@code WariantFormularza}), and a {@code boolean} that tells whether it is there if it
 * is not (such as {@code P_19}, a mark). Elements between which the schema lets choose are components next to each other.
 *
 * <p>A record that exists obeys the schema: types, lengths, digits, ranges, patterns, counts and choices are checked when it is
 * made, with a {@link dev.ksef.fa3.field.InvalidFieldException} that names the element and what it has to be, and never shows
 * its value. White space that the schema does not count as part of a value is taken away. Where the schema counts characters, a
 * character outside the Basic Multilingual Plane counts twice, as the validators of .NET and Java have it; where it speaks of
 * digits, these are 0 to 9. The names of elements are all that {@code toString} shows: an invoice's content does not belong in
 * logs.
 */
package dev.ksef.fa3.schema;
