package dev.ksef.sync.planted;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Each method breaks NO_REFLECTION in another way. */
final class Reflects {

    /** What fails as reflection does. */
    interface Search {
        Class<?> of(String name) throws ClassNotFoundException;
    }

    Object byName(String name) throws Exception {
        return Class.forName(name);
    }

    Search byNameByReference() {
        return Class::forName;
    }

    Object loaded(ClassLoader loader) throws Exception {
        return loader.loadClass("dev.ksef.KsefClient");
    }

    Object constructor(Class<?> type) throws Exception {
        return type.getDeclaredConstructor();
    }

    Object method(Class<?> type) throws Exception {
        return type.getMethod("toString");
    }

    Object field(Class<?> type) throws Exception {
        return type.getField("name");
    }

    Function<Class<?>, Object[]> componentsByReference() {
        return Class::getRecordComponents;
    }

    Object call(Method method) throws Exception {
        return method.invoke(this);
    }

    Object handle() {
        return MethodHandles.lookup();
    }

    Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(null, new Class<?>[] {type}, (proxy, method, arguments) -> null);
    }

    Object services() {
        return ServiceLoader.load(Runnable.class);
    }
}
