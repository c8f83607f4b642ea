/**
 * Rights and consents.
 *
 * <p><b>Growth:</b> KSeF adds fields with every release. The accessors of records are API. Their canonical constructors are
 * not: they change with the fields. For what KSeF sends, {@code ksef-testkit} has builders that serve tests.
 */
package dev.ksef.model.permission;
