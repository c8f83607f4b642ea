package dev.ksef.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list that goes on by continuation token. */
public interface ContinuationPage<T> {

    /** What asks for the next page; null or empty on the last one. Opaque. */
    @Nullable
    String continuationToken();

    /** What is on this page. */
    List<T> items();
}
