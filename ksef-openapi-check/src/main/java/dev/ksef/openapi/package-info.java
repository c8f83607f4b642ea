/** Holds HTTP exchanges of our tests against the official OpenAPI file. */
@org.jspecify.annotations.NullMarked
package dev.ksef.openapi;
