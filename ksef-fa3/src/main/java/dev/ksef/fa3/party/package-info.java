/** Who stands on an invoice: seller, buyer, third parties, and how they are told apart. */
package dev.ksef.fa3.party;
