package dev.ksef.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list that continues with a continuation token. */
public interface ContinuationPage<T> {

    /** Returns the token that requests the next page; null or empty on the last page. Opaque. */
    @Nullable
    String continuationToken();

    /** Returns the items of this page. */
    List<T> items();
}
