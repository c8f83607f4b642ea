package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.call.QuotedText;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import feign.Request;
import feign.Response;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/** Tells the warnings that KSeF attached to an answer, as events of the call they belong to. */
public final class SystemWarningStep implements CallStep {

    /** {@code [code]: message | [code]: message}, as the official file describes it. */
    private static final Pattern WARNING = Pattern.compile("\\[([^\\[\\]]+)\\]: ([^|]+)");

    private static final int LONGEST_HEADER = 4096;

    private final CallStep next;
    private final KsefListener listener;

    public SystemWarningStep(CallStep next, KsefListener listener) {
        this.next = next;
        this.listener = listener;
    }

    @Override
    public Response proceed(Request request, OperationCall call) {
        Response response = next.proceed(request, call);
        Collection<String> warnings = response.headers().getOrDefault("X-System-Warning", List.of());
        warnings.forEach(header -> tell(call, header));
        return response;
    }

    private static String told(OperationCall call, String text) {
        return QuotedText.text(call, text, LONGEST_HEADER);
    }

    private void tell(OperationCall call, String header) {
        var warning = WARNING.matcher(header);
        boolean told = false;
        while (warning.find()) {
            told = true;
            listener.on(new KsefEvent.SystemWarning(
                    call.name(),
                    call.correlation(),
                    told(call, warning.group(1)),
                    told(call, warning.group(2).strip())));
        }
        if (!told && !header.isBlank()) {
            listener.on(new KsefEvent.SystemWarning(call.name(), call.correlation(), "", told(call, header.strip())));
        }
    }
}
