package dev.ksef.port.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of event, also one that is added tomorrow, reaches the method of the listener that is named for it. */
class KsefListenerTest {

    static Stream<Class<?>> kinds() {
        return Arrays.stream(KsefEvent.class.getClasses());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void event_reachesTheMethodForIt_andNoOther(Class<?> kind) throws Exception {
        List<String> told = new ArrayList<>();
        KsefListener listener = recording(told);
        KsefEvent event = event(kind);
        listener.on(event);
        assertThat(told).containsExactly("on" + kind.getSimpleName() + " " + event);
    }

    @Test
    void methods_areAsManyAsThereAreKinds() {
        assertThat(KsefListener.class.getMethods()).hasSize((int) kinds().count() + 1);
    }

    /** A proxy, since a class written here would have to be thought of when a kind is added. */
    private static KsefListener recording(List<String> told) {
        return (KsefListener) Proxy.newProxyInstance(
                KsefListener.class.getClassLoader(),
                new Class<?>[] {KsefListener.class},
                (proxy, method, arguments) -> called(proxy, method, arguments, told));
    }

    private static @Nullable Object called(Object proxy, Method method, Object[] arguments, List<String> told)
            throws Throwable {
        if (method.getName().equals("on")) {
            return InvocationHandler.invokeDefault(proxy, method, arguments);
        }
        told.add(method.getName() + " " + arguments[0]);
        return null;
    }

    private static KsefEvent event(Class<?> kind) throws ReflectiveOperationException {
        Class<?>[] types = Arrays.stream(kind.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        // An array of a type begins with what is nothing of that type: null, 0 or false.
        Object[] nothing = Arrays.stream(types)
                .map(type -> Array.get(Array.newInstance(type, 1), 0))
                .toArray();
        return (KsefEvent) kind.getConstructor(types).newInstance(nothing);
    }
}
