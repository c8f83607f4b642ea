package dev.ksef.cli.shell;

import dev.ksef.port.event.KsefEvent.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws how far something is as one line of text. */
public final class ProgressBar {

    private static final int SHORTEST_BAR = 10;
    private static final int HUNDRED = 100;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int MINUTES_PER_HOUR = 60;
    private static final double THOUSAND = 1000;
    private static final List<String> UNITS = List.of("B", "kB", "MB", "GB");

    private ProgressBar() {}

    /**
     * Returns a line with a bar, which takes what the words leave, or nothing if that is too short.
     *
     * @param width of the line in characters; longer words are cut
     */
    public static String bar(Progress progress, int width) {
        String words = words(progress);
        int bar = width - progress.what().length() - words.length() - " [] ".length();
        if (bar < SHORTEST_BAR) {
            String line = progress.what() + " " + words;
            return line.substring(0, Math.min(width, line.length()));
        }
        int filled = (int) (bar * fraction(progress));
        return progress.what() + " [" + "#".repeat(filled) + ".".repeat(bar - filled) + "] " + words;
    }

    private static String words(Progress progress) {
        if (progress.volume() == null && progress.total() == 0) {
            return "not counted yet";
        }
        List<String> words = new ArrayList<>();
        words.add(String.format(Locale.ROOT, "%3d %%", (int) (HUNDRED * fraction(progress))));
        Progress.Volume volume = progress.volume();
        if (volume == null) {
            words.add(progress.done() + " of " + progress.total());
        } else {
            words.add(bytes(volume.doneBytes()) + " of " + bytes(volume.totalBytes()));
            if (volume.bytesPerSecond() > 0) {
                words.add(bytes(volume.bytesPerSecond()) + "/s");
            }
            Duration rest = volume.rest();
            if (rest != null && !rest.isZero()) {
                words.add(time(rest) + " left");
            }
        }
        if (progress.failed() > 0) {
            words.add(progress.failed() + " failed");
        }
        return String.join(", ", words);
    }

    private static double fraction(Progress progress) {
        Progress.Volume volume = progress.volume();
        double fraction = volume != null && volume.totalBytes() > 0
                ? (double) volume.doneBytes() / volume.totalBytes()
                : (double) progress.done() / Math.max(1, progress.total());
        return Math.min(1, Math.max(0, fraction));
    }

    private static String bytes(long bytes) {
        double amount = bytes;
        int unit = 0;
        while (amount >= THOUSAND && unit < UNITS.size() - 1) {
            amount /= THOUSAND;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", amount, UNITS.get(unit));
    }

    private static String time(Duration time) {
        if (time.toSeconds() < SECONDS_PER_MINUTE) {
            return time.toSeconds() + " s";
        }
        return time.toMinutes() < MINUTES_PER_HOUR
                ? time.toMinutes() + " min"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }
}
