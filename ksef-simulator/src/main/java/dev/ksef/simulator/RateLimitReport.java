package dev.ksef.simulator;

import dev.ksef.simulator.ratelimit.RateLimitJudge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What the simulator counted, so that tests can judge a client.
 *
 * @param taken calls of limited operations that were let through
 * @param refused calls that were answered with 429
 * @param peaks the fullest window of each group and span, whoever called; windows without a limit are missing
 */
public record RateLimitReport(long taken, long refused, List<Peak> peaks) {

    /**
     * The most calls that a window of one group and span has held.
     *
     * @param group the name of the group in the API
     * @param span the length of the window
     * @param calls the calls in it
     * @param limit how many calls the window could take then
     */
    public record Peak(String group, Duration span, int calls, int limit) {}

    static RateLimitReport of(RateLimitJudge judge) {
        List<Peak> peaks = new ArrayList<>();
        judge.peaks()
                .forEach((group, windows) -> windows.forEach(
                        peak -> peaks.add(new Peak(group.text(), peak.window().span(), peak.calls(), peak.limit()))));
        return new RateLimitReport(judge.taken(), judge.refused(), peaks);
    }

    /** Copies the peaks. */
    public RateLimitReport {
        peaks = List.copyOf(peaks);
    }
}
