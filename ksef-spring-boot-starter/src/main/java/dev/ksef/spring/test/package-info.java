/** The simulator of KSeF for tests of applications. */
@NullMarked
package dev.ksef.spring.test;

import org.jspecify.annotations.NullMarked;
