package dev.ksef.testkit.transport;

import dev.ksef.port.RateLimiter;
import dev.ksef.port.StorageTransfer;
import dev.ksef.port.Transport;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.time.Time;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

/**
 * Tests all that goes over HTTP, for example on another HTTP engine: calls of the API as {@link TransportContract} does, and
 * downloads and uploads by signed links as {@link StorageTransferContract}, {@link StorageContinuationContract} and {@link
 * StorageUploadContract} do. Extend this one class, and all their tests run.
 */
public abstract class HttpContract {

    /** Makes a transport as {@link TransportContract#transport(URI, Time, KsefListener, RateLimiter)} describes it. */
    protected abstract Transport transport(URI apiBase, Time time, KsefListener listener, RateLimiter rateLimiter);

    /** Returns the transfers that belong to a transport of {@link #transport}, and end with it. */
    protected abstract StorageTransfer storage(Transport transport);

    @Nested
    class Calls extends TransportContract {

        @Override
        protected Transport transport(URI apiBase, Time time, KsefListener listener, RateLimiter rateLimiter) {
            return HttpContract.this.transport(apiBase, time, listener, rateLimiter);
        }
    }

    @Nested
    class Transfers extends StorageTransferContract {

        private @Nullable Transport made;

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            made = transport(apiBase, time, listener, RateLimiter.none());
            return HttpContract.this.storage(made);
        }

        @Override
        protected void end() {
            if (made != null) {
                made.close();
            }
        }
    }

    @Nested
    class Continuations extends StorageContinuationContract {

        private @Nullable Transport made;

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            made = transport(apiBase, time, listener, RateLimiter.none());
            return HttpContract.this.storage(made);
        }

        @Override
        protected void end() {
            if (made != null) {
                made.close();
            }
        }
    }

    @Nested
    class Uploads extends StorageUploadContract {

        private @Nullable Transport made;

        @Override
        protected StorageTransfer storage(URI apiBase, Time time, KsefListener listener) {
            made = transport(apiBase, time, listener, RateLimiter.none());
            return HttpContract.this.storage(made);
        }

        @Override
        protected void end() {
            if (made != null) {
                made.close();
            }
        }
    }
}
