package dev.ksef.simulator;

import java.util.List;

/**
 * What the simulator counted of exports, so that tests can judge a client.
 *
 * @param started exports that were begun
 * @param downloads requests for a part, or a range of one, that came to the storage by a good link
 * @param ranges the header {@code Range} of each download that had one, in the order in which they came
 */
public record ExportReport(int started, int downloads, List<String> ranges) {

    /** Copies the ranges. */
    public ExportReport {
        ranges = List.copyOf(ranges);
    }
}
