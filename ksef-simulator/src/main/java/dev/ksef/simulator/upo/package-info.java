/** Official confirmations of receipt (UPO): writing, signing and giving them out. */
package dev.ksef.simulator.upo;
