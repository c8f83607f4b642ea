package dev.ksef.spring;

import java.lang.System.Logger.Level;
import org.springframework.context.ApplicationEventPublisher;

/** Tells the application what its background work did. */
final class WorkNews {

    private static final System.Logger LOG = System.getLogger("dev.ksef.spring");

    private final ApplicationEventPublisher events;

    WorkNews(ApplicationEventPublisher events) {
        this.events = events;
    }

    void tell(Object event) {
        events.publishEvent(event);
    }

    /** What fails here is told to whoever looks at the log; the messages of the SDK's exceptions hold no secret. */
    void failed(String work, RuntimeException failure) {
        LOG.log(Level.WARNING, work + " failed; it comes again at its time", failure);
        events.publishEvent(new KsefWorkFailed(work, failure));
    }
}
