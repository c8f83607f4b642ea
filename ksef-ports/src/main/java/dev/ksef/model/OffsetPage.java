package dev.ksef.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list whose pages are numbered. */
public interface OffsetPage<T> {

    /** Tells whether there is another page; null if KSeF does not say so, or its value cannot be read. */
    @Nullable
    Boolean hasMore();

    /** Returns the items of this page. */
    List<T> items();
}
