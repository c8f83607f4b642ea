package dev.ksef.adapter.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A DataSource between a store and its database. It notes what is asked of connections, such as {@code "commit"} and the texts of
 * statements that are executed, and fails where a test wants it to.
 */
final class Faults {

    /** Decides about what happens at a call: throws before it is done, or does it and throws, or just does it. */
    interface Fault {

        @Nullable
        Object at(String call, Call itself) throws Throwable;
    }

    /** The call itself. */
    interface Call {

        @Nullable
        Object go() throws Throwable;
    }

    private final DataSource real;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile Fault fault = (call, itself) -> itself.go();

    private Faults(DataSource real) {
        this.real = real;
    }

    static Faults of(DataSource real) {
        return new Faults(real);
    }

    Faults on(Fault next) {
        fault = next;
        return this;
    }

    /** Fails at each statement whose text fits. */
    DataSource failing(Predicate<String> statements, Function<String, SQLException> failure) {
        fault = (call, itself) -> {
            if (call.startsWith("execute ") && statements.test(call)) {
                throw failure.apply("failed with " + Samples.tokens(1).accessToken().reveal() + call);
            }
            return itself.go();
        };
        return connections();
    }

    /** What was asked, without what costs no message to the server. */
    List<String> calls() {
        return calls;
    }

    DataSource connections() {
        return proxy(DataSource.class, (self, method, arguments) -> {
            if (method.getName().equals("getConnection")) {
                return told("getConnection", () -> wrapped((Connection) invoke(real, method, arguments)));
            }
            return invoke(real, method, arguments);
        });
    }

    private Connection wrapped(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("prepareStatement")) {
                var statement = (PreparedStatement) invoke(connection, method, arguments);
                return wrapped(statement, (String) arguments[0]);
            }
            return told(method.getName(), () -> invoke(connection, method, arguments));
        });
    }

    private PreparedStatement wrapped(PreparedStatement statement, String text) {
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                return told("execute " + text, () -> invoke(statement, method, arguments));
            }
            return invoke(statement, method, arguments);
        });
    }

    private @Nullable Object told(String call, Call itself) throws Throwable {
        calls.add(call);
        return fault.at(call, itself);
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getTargetException();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Faults.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
