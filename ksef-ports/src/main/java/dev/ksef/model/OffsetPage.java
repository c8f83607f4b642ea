package dev.ksef.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list whose pages are numbered. */
public interface OffsetPage<T> {

    /** Tells whether KSeF says that there is another page; null where it does not say, or cannot be understood. */
    @Nullable
    Boolean hasMore();

    /** What is on this page. */
    List<T> items();
}
