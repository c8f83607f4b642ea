package dev.ksef.adapter.jdbc;

import dev.ksef.port.journal.JournalLease;
import dev.ksef.port.journal.JournalRecord;
import java.util.List;

/** The right to write the records of one submission or chain. Each write finds out by itself whether it is still held. */
final class RecordsLease implements JournalLease {

    private final LeasedRecords<?> records;
    private final RecordsName name;
    private final Lease lease;

    RecordsLease(LeasedRecords<?> records, RecordsName name, Lease lease) {
        this.records = records;
        this.name = name;
        this.lease = lease;
    }

    @Override
    public List<JournalRecord> records() {
        return records.read(name);
    }

    @Override
    public void append(List<JournalRecord> more) {
        records.write("appending to " + name.what(), lease, new RecordsWrite(name, List.copyOf(more), false));
    }

    @Override
    public void replace(List<JournalRecord> others) {
        records.write("replacing " + name.what(), lease, new RecordsWrite(name, List.copyOf(others), true));
    }

    @Override
    public void close() {
        records.giveBack(lease);
    }

    @Override
    public String toString() {
        return "JournalLease[" + name + "]";
    }
}
