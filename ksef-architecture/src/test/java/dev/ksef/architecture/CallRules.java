package dev.ksef.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.io.FileDescriptor;
import java.lang.invoke.MethodHandles;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/** Rules about what our code must not call. */
final class CallRules {

    private static final Set<String> STREAMS = Set.of("out", "err");

    private CallRules() {}

    /** Code that writes to the console of whoever uses it. */
    static Stream<Fault> prints(JavaClasses classes) {
        Stream<Fault> streams = classes.stream()
                .flatMap(type -> type.getFieldAccessesFromSelf().stream())
                .filter(access ->
                        access.getTargetOwner().isEquivalentTo(System.class) && STREAMS.contains(access.getName())
                                || access.getTargetOwner().isEquivalentTo(FileDescriptor.class))
                .map(access -> Fault.of(
                        access, "prints: " + access.getTargetOwner().getSimpleName() + "." + access.getName()));
        Stream<Fault> calls = ForeignCall.in(classes)
                .filter(call -> call.isOf(System.class, "console")
                        || call.isOf(Throwable.class, "printStackTrace")
                                && call.parameters().isEmpty()
                        || call.isOf(Thread.class, "dumpStack"))
                .map(call -> call.fault("prints"));
        return Stream.concat(streams, calls);
    }

    /** Code that finds classes, methods or fields by their names. */
    static Stream<Fault> reflection(JavaClasses classes) {
        return ForeignCall.in(classes).filter(CallRules::reflects).map(call -> call.fault("uses reflection"));
    }

    private static boolean reflects(ForeignCall call) {
        return call.owner().getPackageName().equals("java.lang.reflect")
                || call.isOf(ServiceLoader.class)
                || call.isOf(MethodHandles.class)
                || call.isOf(MethodHandles.Lookup.class)
                || call.isOf(ClassLoader.class)
                || call.isOf(Class.class)
                        && (call.name().startsWith("getDeclared")
                                || call.name().startsWith("getMethod")
                                || call.name().startsWith("getConstructor")
                                || call.name().startsWith("getField")
                                || call.name().startsWith("getRecordComponents")
                                || call.name().equals("forName")
                                || call.name().equals("newInstance"));
    }
}
