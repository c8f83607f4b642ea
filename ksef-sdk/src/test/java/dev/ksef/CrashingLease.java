package dev.ksef;

import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A lease whose process dies at one of its writes, right before or right after. */
final class CrashingLease implements JournalLease {

    private final JournalLease lease;
    private final Fate fate;

    CrashingLease(JournalLease lease, Fate fate) {
        this.lease = lease;
        this.fate = fate;
    }

    /**
     * When a process dies.
     *
     * @param writes how many writes there were
     * @param fatalWrite the write at which it dies, from 1; 0 for none
     * @param written whether it dies after that write
     */
    record Fate(AtomicInteger writes, int fatalWrite, boolean written, Runnable death) {

        Fate(int fatalWrite, boolean written, Runnable death) {
            this(new AtomicInteger(), fatalWrite, written, death);
        }
    }

    @Override
    public List<JournalRecord> records() {
        return lease.records();
    }

    @Override
    public void append(List<JournalRecord> records) {
        int number = fate.writes().incrementAndGet();
        int fatal = fate.fatalWrite();
        if (number == fatal && !fate.written() || fatal > 0 && number > fatal) {
            fate.death().run();
        }
        lease.append(records);
        if (number == fatal) {
            fate.death().run();
        }
    }

    @Override
    public void replace(List<JournalRecord> records) {
        lease.replace(records);
    }

    @Override
    public void close() {
        lease.close();
    }
}
