/**
 * Peppol service providers.
 *
 * <p><b>Growth:</b> KSeF adds fields with every release. The accessors of records are API. Their canonical constructors are
 * not: they change with the fields. What users send is made by factories and builders; for what KSeF sends,
 * {@code ksef-testkit} has builders that serve tests.
 */
package dev.ksef.model.peppol;
