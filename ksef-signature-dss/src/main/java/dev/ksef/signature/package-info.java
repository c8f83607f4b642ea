/** Checks of signatures on EU DSS. Nothing here asks the network. */
@NullMarked
package dev.ksef.signature;

import org.jspecify.annotations.NullMarked;
