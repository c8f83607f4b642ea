/**
 * Who has a right, who gave it, and where it holds: identifiers that travel with their type, and the data of persons and
 * entities.
 *
 * <p><b>Growth:</b> KSeF adds fields with every release. The accessors of records are API. Their canonical constructors are
 * not: they change with the fields. What users send is made by factories; for what KSeF sends, {@code ksef-testkit} has
 * builders that serve tests.
 */
package dev.ksef.model.subject;
