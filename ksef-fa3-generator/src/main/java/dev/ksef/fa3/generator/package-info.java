/** Makes the types of FA(3) from the outline of its schema, and the outline from the official schema. Used by the build alone. */
package dev.ksef.fa3.generator;
