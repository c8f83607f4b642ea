/** What is attached to an invoice: blocks of descriptions, paragraphs and tables. */
package dev.ksef.fa3.attachment;
