/** Signatures of documents (XAdES) and the certificates that they are made with. */
package dev.ksef.simulator.signature;
