package dev.ksef.simulator.export;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which downloads of parts began. Thread-safe. */
public final class DownloadLog {

    private int downloads;
    private final List<String> ranges = new ArrayList<>();

    synchronized void add(@Nullable String range) {
        downloads++;
        if (range != null) {
            ranges.add(range);
        }
    }

    public synchronized int downloads() {
        return downloads;
    }

    /** The ranges that were asked for, as the clients wrote them. */
    public synchronized List<String> ranges() {
        return List.copyOf(ranges);
    }
}
