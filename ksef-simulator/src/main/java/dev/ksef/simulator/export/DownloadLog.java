package dev.ksef.simulator.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which downloads of parts began. Thread-safe. */
public final class DownloadLog {

    private int downloads;
    private final List<String> ranges = new ArrayList<>();

    synchronized void add(Optional<String> range) {
        downloads++;
        range.ifPresent(ranges::add);
    }

    public synchronized int downloads() {
        return downloads;
    }

    /** The ranges that were asked for, as the clients wrote them. */
    public synchronized List<String> ranges() {
        return List.copyOf(ranges);
    }
}
