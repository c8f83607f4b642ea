/** What the generated types check, read and write with. */
package dev.ksef.fa3.internal;
