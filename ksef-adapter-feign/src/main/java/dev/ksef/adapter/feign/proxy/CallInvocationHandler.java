package dev.ksef.adapter.feign.proxy;

import dev.ksef.adapter.feign.call.CallOptions;
import dev.ksef.adapter.feign.call.CallReporter;
import dev.ksef.adapter.feign.call.ScopedTarget;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.internal.RootCause;
import feign.FeignException;
import feign.InvocationHandlerFactory;
import feign.InvocationHandlerFactory.MethodHandler;
import feign.codec.EncodeException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The invocation handler of an API proxy: makes each method a call. No exception of Feign reaches the caller, since those
 * carry the request with its bearer.
 */
public final class CallInvocationHandler implements InvocationHandler {

    private static final Object[] NO_ARGUMENTS = {};

    private final ScopedTarget<?> target;
    private final Map<Method, MethodHandler> methods;

    private final CallReporter calls;

    private CallInvocationHandler(ScopedTarget<?> target, Map<Method, MethodHandler> methods, CallReporter calls) {
        this.target = target;
        this.methods = methods;
        this.calls = calls;
    }

    /** Makes the handlers of one transport. */
    public static InvocationHandlerFactory factory(CallReporter calls) {
        return (target, methods) -> new CallInvocationHandler((ScopedTarget<?>) target, methods, calls);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        MethodHandler handler = methods.get(method);
        if (handler == null) {
            return invokeOfObject(proxy, method, arguments);
        }
        Object[] given = arguments == null ? NO_ARGUMENTS : arguments;
        if (method.isDefault()) {
            return handler.invoke(given);
        }
        return calls.report(method, given, target.scope(), call -> answer(handler, CallOptions.append(given, call)));
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
                        + RootCause.classes(kind) + "; its words may quote what was sent, and are not shown)",
                unsent ? Delivery.NOT_SENT : Delivery.UNKNOWN,
                null);
    }

    /** Handles the methods of {@link Object}. */
    private Object invokeOfObject(Object proxy, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> target.toString();
        };
    }
}
