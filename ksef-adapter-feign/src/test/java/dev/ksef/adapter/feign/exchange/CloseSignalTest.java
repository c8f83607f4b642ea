package dev.ksef.adapter.feign.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CloseSignalTest {

    private final CloseSignal closing = new CloseSignal();

    @Test
    void closing_signalsEachWatch_alsoOneThatBeginsJustAfter() {
        try (CloseSignal.Watch before = closing.watch()) {
            assertThat(before.signal()).isNotDone();
            closing.close();
            assertThat(before.signal()).isDone();
        }
        try (CloseSignal.Watch after = closing.watch()) {
            assertThat(after.signal()).as("its call had begun before").isDone();
        }
    }
}
