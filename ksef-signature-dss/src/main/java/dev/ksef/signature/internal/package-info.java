/** XML Signature as elements, and a verifier without a network. Not for users. */
@NullMarked
package dev.ksef.signature.internal;

import org.jspecify.annotations.NullMarked;
