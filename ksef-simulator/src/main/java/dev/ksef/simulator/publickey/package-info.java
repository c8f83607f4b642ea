/** The keys that clients encrypt for, and their rotation. */
package dev.ksef.simulator.publickey;
