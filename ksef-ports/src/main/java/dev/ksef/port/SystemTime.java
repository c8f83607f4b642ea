package dev.ksef.port;

/** The clock of this machine: the only reader of it, and the only sleeper, of the whole SDK. */
final class SystemTime implements Time {

    static final SystemTime INSTANCE = new SystemTime();

    private SystemTime() {}

    @Override
    public long millis() {
        return System.currentTimeMillis();
    }

    @Override
    public void sleepUntil(long atMillis) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        for (long left = atMillis - millis(); left > 0; left = atMillis - millis()) {
            Thread.sleep(left);
        }
    }
}
