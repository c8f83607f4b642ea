package dev.ksef.domain.internal;

import dev.ksef.model.OffsetPage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Walks a list whose pages are numbered; a page is fetched when its first element is asked for. */
public final class OffsetPages {

    private OffsetPages() {}

    /**
     * All elements, lazily, each once: what is added meanwhile moves others to the next page. It ends where KSeF says so, or
     * with a page that brings nothing new, since not every list marks its last page.
     *
     * @param fetch yields the page with this number, from 0
     */
    public static <T> Stream<T> stream(IntFunction<? extends OffsetPage<T>> fetch) {
        var elements = new Elements<T>(fetch);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(elements, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private static final class Elements<T> implements Iterator<T> {

        private final IntFunction<? extends OffsetPage<T>> fetch;
        private final Set<T> seen = new HashSet<>();
        private Iterator<T> page = List.<T>of().iterator();
        private int number;
        private boolean last;

        Elements(IntFunction<? extends OffsetPage<T>> fetch) {
            this.fetch = fetch;
        }

        @Override
        public boolean hasNext() {
            if (!page.hasNext() && !last) {
                turn();
            }
            return page.hasNext();
        }

        private void turn() {
            OffsetPage<T> next = fetch.apply(number++);
            List<T> fresh = new ArrayList<>();
            for (T item : next.items()) {
                if (seen.add(item)) {
                    fresh.add(item);
                }
            }
            last = Boolean.FALSE.equals(next.hasMore()) || fresh.isEmpty();
            page = fresh.iterator();
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
