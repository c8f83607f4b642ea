package dev.ksef.model.session;

import dev.ksef.model.internal.ReceivedCollections;
import java.util.List;

/** The UPO of a whole session: one page per 10 000 invoices. */
public record CollectiveUpo(List<UpoPage> pages) {

    public CollectiveUpo {
        pages = ReceivedCollections.list(pages);
    }
}
