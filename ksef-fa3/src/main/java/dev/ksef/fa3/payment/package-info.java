/** How an invoice is paid. */
package dev.ksef.fa3.payment;
