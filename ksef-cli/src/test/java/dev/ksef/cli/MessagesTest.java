package dev.ksef.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.cli.shell.Messages;
import dev.ksef.cli.shell.Words;
import dev.ksef.port.event.CallCorrelation;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.operation.RateLimitGroup;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Messages messages = new Messages(out, true, Words.in(Locale.ENGLISH));

    private String told() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void held(int seconds, Instant until) {
        messages.onHeldBack(new KsefEvent.HeldBack(
                "POST /x", CallCorrelation.NONE, RateLimitGroup.INVOICE_SEND, Duration.ofSeconds(seconds), until));
    }

    @Test
    void longWait_isToldOnceForPeople() {
        Instant until = Instant.now().plusSeconds(50);
        held(1, Instant.now().plusSeconds(1));
        assertThat(told()).isEmpty();
        held(50, until);
        held(50, until.plusMillis(3));
        assertThat(told()).hasLineCount(1).startsWith("ksef: KSeF's limits hold the work back until ");
        held(50, until.plusSeconds(60));
        assertThat(told()).hasLineCount(2);
    }

    @Test
    void message_standsAboveTheProgress() {
        messages.onProgress(new KsefEvent.Progress("Sending", null, 10, 0, 60));
        messages.say("something");
        assertThat(told().split("\n", -1)[1]).contains("Sending [", "10 of 60");
        messages.wipe();
        assertThat(told()).endsWith("\r");
    }
}
