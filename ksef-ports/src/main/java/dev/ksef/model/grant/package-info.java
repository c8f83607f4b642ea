/**
 * What is sent to grant rights, and what KSeF answers.
 *
 * <p><b>Growth:</b> KSeF adds fields with every release. The accessors of records are API. Their canonical constructors are
 * not: they change with the fields. What users send is made by factories; for what KSeF sends, {@code ksef-testkit} has
 * builders that serve tests.
 */
package dev.ksef.model.grant;
