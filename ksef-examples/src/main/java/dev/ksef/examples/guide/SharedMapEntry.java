package dev.ksef.examples.guide;

// snippet: entry
/** An entry of the map: who works on a key and until when, and the sealed tokens. Empty texts stand for none. */
record SharedMapEntry(String lease, long untilMillis, String sealed) {

    static SharedMapEntry parse(String text) {
        String[] parts = text.isEmpty() ? new String[] {"", "0", ""} : text.split(" ", -1);
        return new SharedMapEntry(parts[0], Long.parseLong(parts[1]), parts[2]);
    }

    /** Returns the text to keep. It is empty if there is nothing to keep. */
    String toText() {
        return lease.isEmpty() && sealed.isEmpty() ? "" : lease + " " + untilMillis + " " + sealed;
    }

    boolean isHeldAt(long nowMillis) {
        return !lease.isEmpty() && nowMillis < untilMillis;
    }

    boolean isHeldBy(String one) {
        return lease.equals(one);
    }

    SharedMapEntry leasedTo(String one, long until) {
        return new SharedMapEntry(one, until, sealed);
    }

    SharedMapEntry with(String tokens) {
        return new SharedMapEntry(lease, untilMillis, tokens);
    }
}
// end
