package dev.ksef.simulator.export;

import java.time.Duration;

/**
 * What holds for all exports of a simulator.
 *
 * @param delay how long an export takes
 * @param limits what a package may hold
 * @param partBytes the most plain bytes of a part
 * @param gzipMembers how many members the gzip file of a package has
 * @param linkLife how long the link to a part leads there
 * @param packageLife for how long after its end a package can be downloaded
 * @param statusLife for how long after its request the status of an export is told
 */
public record ExportTerms(
        Duration delay,
        PackageLimits limits,
        int partBytes,
        int gzipMembers,
        Duration linkLife,
        Duration packageLife,
        Duration statusLife) {}
