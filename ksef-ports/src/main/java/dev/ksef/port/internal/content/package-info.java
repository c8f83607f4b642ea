/** How durable stores write what they keep: the same content in files, in rows and elsewhere, and its encryption. */
package dev.ksef.port.internal.content;
