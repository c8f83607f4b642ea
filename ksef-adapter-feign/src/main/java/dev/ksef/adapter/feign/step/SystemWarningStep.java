package dev.ksef.adapter.feign.step;

import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.call.RedactedAnswer;
import dev.ksef.adapter.feign.http.HttpHeaders;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import feign.Request;
import feign.Response;
import java.util.regex.Pattern;

/** Tells the listener of the warnings that KSeF attached to an answer, as events of their call. */
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
        HttpHeaders.all(response, HttpHeaders.SYSTEM_WARNING).forEach(header -> tell(call, header));
        return response;
    }

    private void tell(OperationCall call, String header) {
        var warning = WARNING.matcher(header);
        boolean found = false;
        while (warning.find()) {
            found = true;
            tell(call, warning.group(1), warning.group(2).strip());
        }
        if (!found && !header.isBlank()) {
            tell(call, "", header.strip());
        }
    }

    private void tell(OperationCall call, String code, String message) {
        listener.on(new KsefEvent.SystemWarning(
                call.name(),
                call.correlation(),
                RedactedAnswer.text(call.exchanges().lastBearer(), code, LONGEST_HEADER),
                RedactedAnswer.text(call.exchanges().lastBearer(), message, LONGEST_HEADER)));
    }
}
