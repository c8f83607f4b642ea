package dev.ksef.benchmarks.cluster;

import dev.ksef.domain.submission.InvoiceResult;
import dev.ksef.model.ContextIdentifier;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a node tells of its work on its standard output, one line each. */
final class NodeLines implements KsefListener {

    static final String ALONE = "ALONE";
    static final String READY = "READY";
    static final String FINISHED = "FINISHED";

    private static final String SEND = "POST /sessions/online/{referenceNumber}/invoices";

    static synchronized void say(String line) {
        System.out.println(line.replace('\n', ' '));
    }

    static void ended(String nip, List<InvoiceResult> accepted) {
        String numbers = accepted.stream()
                .map(result -> String.valueOf(result.ksefNumber()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(","));
        say("ENDED " + nip + " " + numbers);
    }

    @Override
    public void onCallEnded(KsefEvent.CallEnded event) {
        if (event.operation().equals(SEND) && event.outcome() == KsefEvent.CallEnded.Outcome.SUCCEEDED) {
            say("SENT " + value(event.correlation().context()));
        } else if (event.outcome() != KsefEvent.CallEnded.Outcome.SUCCEEDED) {
            say("CALL " + value(event.correlation().context()) + " " + event.operation() + " " + event.outcome());
        }
    }

    @Override
    public void onLimitsAlone(KsefEvent.LimitsAlone event) {
        say(ALONE + " " + event.failure());
    }

    @Override
    public void onTokenTrouble(KsefEvent.TokenTrouble event) {
        say("TOKENS " + value(event.context()) + " " + event.step() + " " + event.failure());
    }

    private static String value(@Nullable ContextIdentifier context) {
        return context == null ? "-" : context.value();
    }
}
