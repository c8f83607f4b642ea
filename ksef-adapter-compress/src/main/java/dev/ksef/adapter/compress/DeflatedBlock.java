package dev.ksef.adapter.compress;

/**
 * A block that was compressed.
 *
 * @param block whose memory can be used again
 */
record DeflatedBlock(Block block, Pieces content) {}
