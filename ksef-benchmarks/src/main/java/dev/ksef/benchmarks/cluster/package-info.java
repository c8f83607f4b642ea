/**
 * An ordinary application on several nodes, which share a database and a Redis, lose a node and have another one stopped; and
 * a judgement of what the simulator saw of it.
 */
@NullMarked
package dev.ksef.benchmarks.cluster;

import org.jspecify.annotations.NullMarked;
