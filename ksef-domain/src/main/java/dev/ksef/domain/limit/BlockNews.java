package dev.ksef.domain.limit;

/**
 * What this node knows of a block and the ledger does not yet.
 *
 * @param remainingMillis for how long the quota is blocked; 0 if the block was ended
 * @param blocks how often this node has changed the block
 */
record BlockNews(long remainingMillis, int blocks) {}
