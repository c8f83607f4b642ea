/** Submissions: any number of invoices that are sent as one act, which survives the process that began it. */
package dev.ksef.model.submission;
