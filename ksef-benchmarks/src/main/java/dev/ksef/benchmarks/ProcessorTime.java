package dev.ksef.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Processor time of all threads, beside the time on the wall. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class ProcessorTime {

    /** Milliseconds of processor time, of all iterations. */
    public long processorMillis;

    /** Bytes that came out, of all iterations. */
    public long bytes;

    /** Returns the processor time of this process. */
    public static long nanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** Counts what was done since a moment, and returns its bytes. */
    long count(long begunNanos, long moreBytes) {
        processorMillis += TimeUnit.NANOSECONDS.toMillis(nanos() - begunNanos);
        bytes += moreBytes;
        return moreBytes;
    }
}
