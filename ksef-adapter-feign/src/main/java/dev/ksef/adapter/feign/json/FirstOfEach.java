package dev.ksef.adapter.feign.json;

import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Passes on what is odd in the rows of one file, each oddity once, where it occurs first: a field that this version does not know
 * is in all rows. Only so many are passed on.
 */
final class FirstOfEach implements KsefListener {

    private static final int MOST = 100;
    private static final Pattern NUMBERS = Pattern.compile("/\\d+");

    private final KsefListener listener;
    private final Set<Object> told = new HashSet<>();

    FirstOfEach(KsefListener listener) {
        this.listener = listener;
    }

    @Override
    public void onUnknownField(KsefEvent.UnknownField event) {
        tellOnce(event, withoutNumbers(event.path()));
    }

    @Override
    public void onUnknownValue(KsefEvent.UnknownValue event) {
        tellOnce(event, List.of(event.type(), event.value()));
    }

    @Override
    public void onUnreadableValue(KsefEvent.UnreadableValue event) {
        tellOnce(event, List.of(withoutNumbers(event.path()), event.expected()));
    }

    private void tellOnce(KsefEvent event, Object oddity) {
        if (told.size() < MOST && told.add(oddity)) {
            listener.on(event);
        }
    }

    private static String withoutNumbers(String path) {
        return NUMBERS.matcher(path).replaceAll("/");
    }
}
