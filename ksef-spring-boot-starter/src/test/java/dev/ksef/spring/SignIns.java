package dev.ksef.spring;

import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts sign-ins, and what went wrong with stored tokens. */
final class SignIns implements KsefListener {

    private final AtomicInteger obtained = new AtomicInteger();
    private final AtomicInteger troubles = new AtomicInteger();

    @Override
    public void onTokenObtained(KsefEvent.TokenObtained event) {
        obtained.incrementAndGet();
    }

    @Override
    public void onTokenTrouble(KsefEvent.TokenTrouble event) {
        troubles.incrementAndGet();
    }

    int obtained() {
        return obtained.get();
    }

    int troubles() {
        return troubles.get();
    }
}
