package dev.ksef.adapter.compress;

/**
 * A file that is ready for a ZIP.
 *
 * @param crc of the plain content
 * @param sizeBytes of the plain content
 * @param content compressed, without a header
 */
record DeflatedFile(String name, long crc, long sizeBytes, Pieces content) {}
