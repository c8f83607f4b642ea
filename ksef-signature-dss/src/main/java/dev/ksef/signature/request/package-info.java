/** The check of signed requests to sign in: what KSeF would refuse, and why. Nothing is fetched. */
@NullMarked
package dev.ksef.signature.request;

import org.jspecify.annotations.NullMarked;
