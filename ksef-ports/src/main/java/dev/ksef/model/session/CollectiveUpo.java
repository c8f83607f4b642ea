package dev.ksef.model.session;

import dev.ksef.model.Taken;
import java.util.List;

/** The UPO of a whole session: a page for each 10 000 invoices. */
public record CollectiveUpo(List<UpoPage> pages) {

    public CollectiveUpo {
        pages = Taken.list(pages);
    }
}
