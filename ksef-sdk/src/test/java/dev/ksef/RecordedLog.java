package dev.ksef;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged under {@code dev.ksef} until this is closed, at every level, in place of the console. */
final class RecordedLog implements AutoCloseable {

    private final List<LogRecord> records = new ArrayList<>();
    private final Logger logger = Logger.getLogger("dev.ksef");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            records.add(logged);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private RecordedLog() {}

    static RecordedLog begin() {
        var log = new RecordedLog();
        log.handler.setLevel(Level.ALL);
        log.logger.setLevel(Level.ALL);
        log.logger.setUseParentHandlers(false);
        log.logger.addHandler(log.handler);
        return log;
    }

    /** The records so far. */
    List<LogRecord> records() {
        return List.copyOf(records);
    }

    /** Has only records of this level and above logged. */
    void level(Level level) {
        logger.setLevel(level);
    }

    void clear() {
        records.clear();
    }

    /** Leaves the log as it was. */
    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }
}
