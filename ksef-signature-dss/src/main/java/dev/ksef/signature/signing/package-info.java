/** Signing with EU DSS: requests to sign in as XAdES, and a {@code Signer} on the tokens of DSS. */
@NullMarked
package dev.ksef.signature.signing;

import org.jspecify.annotations.NullMarked;
