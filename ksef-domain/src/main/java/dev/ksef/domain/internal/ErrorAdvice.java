package dev.ksef.domain.internal;

import dev.ksef.model.error.KsefApiException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Explains KSeF's refusals, which come in Polish and do not say what to do.
 *
 * @param byCode what to do about an error, by its code, as the end of a sentence
 */
public record ErrorAdvice(Map<Integer, String> byCode) {

    public ErrorAdvice {
        byCode = Map.copyOf(byCode);
    }

    /** Makes a call; adds to a refusal what to do. One of a type of its own passes as it is, since that says more. */
    public <T> T explaining(Supplier<T> call) {
        try {
            return call.get();
        } catch (KsefApiException refused) {
            if (refused.getClass() != KsefApiException.class) {
                throw refused;
            }
            String advice = refused.errors().stream()
                    .map(error -> byCode.get(error.code()))
                    .filter(known -> known != null)
                    .findFirst()
                    .orElseThrow(() -> refused);
            KsefApiException explained = refused.adding(advice);
            explained.setStackTrace(refused.getStackTrace());
            throw explained;
        }
    }

    /** Makes a call that returns nothing; adds to a refusal what to do. */
    public void explainingAction(Runnable call) {
        explaining(() -> {
            call.run();
            return Boolean.TRUE;
        });
    }
}
