package dev.ksef.domain.limit;

/** Forecasts when calls will leave, by counting them on copies of two counters. */
final class DepartureForecast {

    private final CallCounter own;
    private final CallCounter shared;
    private long atMillis;

    /** A forecast that begins now. */
    DepartureForecast(CallCounter own, CallCounter shared, long nowMillis) {
        this.own = own.copy();
        this.shared = shared.copy();
        this.atMillis = nowMillis;
    }

    /** Counts calls of other keys, which leave first. */
    DepartureForecast afterOthers(int calls) {
        long at = atMillis;
        for (int i = 0; i < calls && !shared.isUnlimited(); i++) {
            at = Math.max(at, shared.earliest());
            if (at == WindowAllowance.NEVER) {
                break;
            }
            shared.count(at);
        }
        return this;
    }

    /** When the last of so many calls leaves. */
    long last(long calls) {
        for (long i = 0; i < calls; i++) {
            atMillis = Math.max(atMillis, Math.max(own.earliest(), shared.earliest()));
            if (atMillis == WindowAllowance.NEVER || own.isUnlimited() && shared.isUnlimited()) {
                break;
            }
            own.count(atMillis);
            shared.count(atMillis);
        }
        return atMillis;
    }
}
