package dev.ksef.testkit.transport;

import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A transport without a network. A test implements the API interfaces that it needs. */
public final class FakeTransport implements Transport {

    private final Map<Class<?>, Function<CallScope, ?>> apis = new ConcurrentHashMap<>();
    private final List<CallScope> scopes = new CopyOnWriteArrayList<>();

    /** Uses an implementation of an API for every scope. */
    public <A> FakeTransport with(Class<A> api, A implementation) {
        return withScoped(api, scope -> implementation);
    }

    /** Uses an implementation of an API that is made for the scope it is opened with. */
    public <A> FakeTransport withScoped(Class<A> api, Function<CallScope, A> implementation) {
        apis.put(api, implementation);
        return this;
    }

    /** Returns the scopes that APIs were opened with so far, in order. */
    public List<CallScope> scopes() {
        return List.copyOf(scopes);
    }

    @Override
    public <A> A open(Class<A> api, CallScope scope) {
        scopes.add(scope);
        Function<CallScope, ?> implementation = apis.get(api);
        if (implementation == null) {
            throw new IllegalArgumentException("The test gave no implementation of " + api);
        }
        return api.cast(implementation.apply(scope));
    }

    @Override
    public void close() {}
}
