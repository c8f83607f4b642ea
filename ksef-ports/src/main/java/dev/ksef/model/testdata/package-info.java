/**
 * What can be made and changed on TEST to try things out: subjects, persons, rights, limits, certificates.
 *
 * <p><b>Growth:</b> KSeF adds fields with every release. Records are made by factories; their canonical constructors are no
 * API, since they change with the fields.
 */
package dev.ksef.model.testdata;
