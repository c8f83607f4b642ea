/**
 * What is wrong with an FA(3) beyond its schema: rules of the Ministry and of the law that KSeF does not check, each with its
 * source. {@link dev.ksef.fa3.rule.InvoiceRules} is where to begin.
 */
package dev.ksef.fa3.rule;
