package dev.ksef.domain.internal;

import dev.ksef.model.ContinuationPage;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Walks a list that goes on by continuation token; a page is fetched when its first element is asked for. */
public final class ContinuationPages {

    private ContinuationPages() {}

    /**
     * All elements, lazily.
     *
     * @param fetch yields the page for a continuation token; null asks for the first
     */
    public static <T> Stream<T> stream(Function<@Nullable String, ? extends ContinuationPage<T>> fetch) {
        var elements = new Elements<T>(fetch);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private static final class Elements<T> implements Iterator<T> {

        private final Function<@Nullable String, ? extends ContinuationPage<T>> fetch;
        private Iterator<T> page = List.<T>of().iterator();
        private @Nullable String token;
        private final Set<String> seen = new HashSet<>();
        private boolean last;

        Elements(Function<@Nullable String, ? extends ContinuationPage<T>> fetch) {
            this.fetch = fetch;
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && !last) {
                turn();
            }
            return page.hasNext();
        }

        private void turn() {
            ContinuationPage<T> next = fetch.apply(token);
            String following = next.continuationToken();
            // A server that repeats its tokens would keep us here for ever.
            last = following == null || following.isEmpty() || !seen.add(following);
            token = following;
            page = next.items().iterator();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }
    }
}
