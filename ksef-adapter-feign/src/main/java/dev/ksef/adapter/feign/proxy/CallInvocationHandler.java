package dev.ksef.adapter.feign.proxy;

import dev.ksef.adapter.feign.call.CallReporter;
import dev.ksef.adapter.feign.call.OperationCall;
import dev.ksef.adapter.feign.call.ScopedTarget;
import dev.ksef.adapter.feign.http.HttpStatus;
import dev.ksef.adapter.feign.proxy.RequestBodyWriter.Content;
import dev.ksef.adapter.feign.step.CallStep;
import dev.ksef.model.error.KsefException;
import dev.ksef.model.error.KsefTransportException;
import dev.ksef.model.error.KsefTransportException.Delivery;
import dev.ksef.model.internal.RootCause;
import feign.InvocationHandlerFactory;
import feign.InvocationHandlerFactory.MethodHandler;
import feign.Request;
import feign.Response;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The invocation handler of an API proxy: makes each method a call, from its arguments to what its answer is read as. */
public final class CallInvocationHandler implements InvocationHandler {

    private static final Object[] NO_ARGUMENTS = {};

    private final ScopedTarget<?> target;
    private final Map<Method, MethodHandler> methods;
    private final Map<Method, RequestPlan> plans;
    private final Calls calls;

    private CallInvocationHandler(
            ScopedTarget<?> target, Map<Method, MethodHandler> methods, Map<Method, RequestPlan> plans, Calls calls) {
        this.target = target;
        this.methods = methods;
        this.plans = plans;
        this.calls = calls;
    }

    /**
     * What all calls of a transport share.
     *
     * @param first the step that a request passes first
     */
    public record Calls(
            CallReporter reporter,
            RequestBodyWriter bodies,
            CallStep first,
            AnswerDecoder answers,
            ErrorAnswerDecoder errors) {}

    /** Makes the handlers of one transport. */
    public static InvocationHandlerFactory factory(OperationContract contract, Calls calls) {
        return (target, methods) ->
                new CallInvocationHandler((ScopedTarget<?>) target, methods, contract.plans(target.type()), calls);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        Object[] given = arguments == null ? NO_ARGUMENTS : arguments;
        RequestPlan plan = plans.get(method);
        if (plan != null) {
            return calls.reporter.report(plan.operation(), given, target.scope(), call -> answer(plan, given, call));
        }
        MethodHandler ownBody = methods.get(method);
        return ownBody == null ? invokeOfObject(proxy, method, given) : ownBody.invoke(given);
    }

    private @Nullable Object answer(RequestPlan plan, Object[] arguments, OperationCall call) {
        Request request = plan.request(target, call, arguments, content(plan, arguments));
        Response response = calls.first.proceed(request, call);
        if (HttpStatus.isRedirectOrError(response.status())) {
            throw calls.errors.decode(call, response);
        }
        try {
            return calls.answers.decode(response, plan.type());
        } catch (KsefException ours) {
            throw ours;
        } catch (RuntimeException odd) {
            throw unexpected("answer could not be handled", odd, Delivery.UNKNOWN);
        }
    }

    private @Nullable Content content(RequestPlan plan, Object[] arguments) {
        if (!plan.hasBody()) {
            return null;
        }
        Object body = plan.body(arguments);
        try {
            return calls.bodies.write(body);
        } catch (RuntimeException odd) {
            throw unexpected("request could not be written", odd, Delivery.NOT_SENT);
        }
    }

    private KsefTransportException unexpected(String what, RuntimeException odd, Delivery delivery) {
        return new KsefTransportException(
                target + ": the " + what + " (" + RootCause.classes(odd)
                        + "; its words may quote what was sent, and are not shown)",
                delivery,
                null);
    }

    /** Handles the methods of {@link Object}. */
    private Object invokeOfObject(Object proxy, Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> target.toString();
        };
    }
}
