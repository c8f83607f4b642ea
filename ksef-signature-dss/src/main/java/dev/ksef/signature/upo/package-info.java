/** The check of a UPO's signature. Nothing is fetched. */
@NullMarked
package dev.ksef.signature.upo;

import org.jspecify.annotations.NullMarked;
