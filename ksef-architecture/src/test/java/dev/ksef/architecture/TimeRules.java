package dev.ksef.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Rules about the clock and about waiting: by kind, so that a method nobody thought of is found, too. */
final class TimeRules {

    private TimeRules() {}

    /** Code that asks the machine what time it is. */
    static Stream<Fault> readingsOfTheClock(JavaClasses classes) {
        return ForeignCall.in(classes).filter(TimeRules::readsTheClock).map(call -> call.fault("reads the clock"));
    }

    /** Code in which a thread stands still by the machine's clock, or until another thread lets it go. */
    static Stream<Fault> waits(JavaClasses classes) {
        return ForeignCall.in(classes).filter(TimeRules::waits).map(call -> call.fault("waits"));
    }

    private static boolean readsTheClock(ForeignCall call) {
        return call.isOf(System.class, "currentTimeMillis", "nanoTime")
                || isOfJavaTime(call)
                        && (call.name().equals("now") || call.name().equals("dateNow"))
                || call.isOf(InstantSource.class) && call.name().startsWith("system")
                || call.isOf(Clock.class) && call.name().startsWith("tick") && !call.takes(Clock.class)
                || call.isOf(Date.class, "<init>") && call.parameters().isEmpty()
                || call.isOf(Calendar.class)
                        && (call.isConstructor() || call.name().equals("getInstance"));
    }

    private static boolean waits(ForeignCall call) {
        return call.interruptible() && !isMutualExclusion(call)
                || call.isOfTheJdk() && takesTimeToWait(call)
                || waitsUninterruptibly(call)
                || call.isOf(Timer.class)
                || sleepsInALibrary(call);
    }

    /** A method of the JDK that is given a span of time spends it, unless it only reckons with it. */
    private static boolean takesTimeToWait(ForeignCall call) {
        boolean reckons = isOfJavaTime(call)
                || call.isOf(TimeUnit.class)
                || call.isOf(FileTime.class)
                // How long a thread stays without work: nobody waits for it.
                || call.isOf(ThreadPoolExecutor.class, "<init>", "setKeepAliveTime");
        return !reckons && (call.takes(TimeUnit.class) || call.takes(Duration.class));
    }

    private static boolean waitsUninterruptibly(ForeignCall call) {
        return call.isOf(Thread.class, "onSpinWait", "yield")
                || call.isOf(LockSupport.class) && call.name().startsWith("park")
                || call.isOf(Condition.class) && call.name().startsWith("await")
                || call.isOf(Phaser.class)
                        && call.name().toLowerCase(Locale.ROOT).contains("await")
                || call.isOf(Semaphore.class, "acquireUninterruptibly")
                || call.isOf(CompletableFuture.class, "join")
                || call.isOf(ForkJoinTask.class, "join", "invoke", "quietlyJoin", "quietlyInvoke");
    }

    /** Who waits for a lock without a time limit waits for a few lines of our own code, not for time to pass. */
    private static boolean isMutualExclusion(ForeignCall call) {
        return call.isOf(Lock.class, "lockInterruptibly");
    }

    private static boolean sleepsInALibrary(ForeignCall call) {
        return !call.isOfTheJdk()
                && (call.name().startsWith("sleep") || call.name().startsWith("await"));
    }

    private static boolean isOfJavaTime(ForeignCall call) {
        return call.owner().getPackageName().startsWith("java.time");
    }
}
