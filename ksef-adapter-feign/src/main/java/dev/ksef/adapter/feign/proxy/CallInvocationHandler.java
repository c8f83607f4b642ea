package dev.ksef.adapter.feign.proxy;

import dev.ksef.adapter.feign.call.CallOptions;
import dev.ksef.adapter.feign.call.CallReporter;
import dev.ksef.adapter.feign.call.ScopedTarget;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import feign.FeignException;
import feign.InvocationHandlerFactory;
import feign.InvocationHandlerFactory.MethodHandler;
import feign.codec.EncodeException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a proxy meets its caller: no exception of Feign passes, since those carry the request with its bearer.
 */
public final class CallInvocationHandler implements InvocationHandler {

    private static final Object[] NONE = {};

    private final ScopedTarget<?> target;
    private final Map<Method, MethodHandler> methods;

    private final CallReporter calls;

    private CallInvocationHandler(ScopedTarget<?> target, Map<Method, MethodHandler> methods, CallReporter calls) {
        this.target = target;
        this.methods = methods;
        this.calls = calls;
    }

    /** Makes the edges of a transport. */
    public static InvocationHandlerFactory of(CallReporter calls) {
        return (target, methods) -> new CallInvocationHandler((ScopedTarget<?>) target, methods, calls);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        MethodHandler handler = methods.get(method);
        if (handler == null) {
            return ofObject(proxy, method, arguments);
        }
        Object[] given = arguments == null ? NONE : arguments;
        if (method.isDefault()) {
            return handler.invoke(given);
        }
        return calls.make(method, given, target.scope(), call -> answer(handler, CallOptions.with(given, call)));
    }

    private @Nullable Object answer(MethodHandler handler, Object[] arguments) throws Throwable {
        try {
            return handler.invoke(arguments);
        } catch (FeignException carrier) {
            throw carrier.getCause() instanceof KsefException ours ? ours : unexpected(carrier);
        }
    }

    private KsefTransportException unexpected(FeignException carrier) {
        Throwable kind = carrier.getCause() == null ? carrier : carrier.getCause();
        boolean unsent = carrier instanceof EncodeException;
        return new KsefTransportException(
                target + ": the " + (unsent ? "request could not be written" : "answer could not be handled") + " ("
                        + kind.getClass().getSimpleName() + ")",
                unsent ? Delivery.NOT_SENT : Delivery.UNKNOWN,
                null);
    }

    private Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> target.toString();
        };
    }
}
