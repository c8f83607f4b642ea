package dev.ksef.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts a simulator of KSeF for a test with an application context, and sets the properties of the client so that it uses this
 * simulator and nothing else: environment, addresses, one context, its token. They take precedence over all others. Needs {@code
 * ksef-simulator} on the class path of the tests.
 *
 * <pre>{@code
 * @SpringBootTest
 * @KsefSimulatorTest
 * class InvoicingTest {
 *     @Autowired KsefSimulator simulator;
 *     ...
 * }
 * }</pre>
 *
 * <p>The simulator is a bean, {@code dev.ksef.simulator.KsefSimulator}. It lives as long as the context, which Spring keeps for
 * further test classes of the same settings. It is reset before each test method, before {@code @BeforeEach}: the client signs in
 * again by itself. Classes that run at the same time must not share a context then.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface KsefSimulatorTest {

    /** The NIP of the taxpayer; a random one by default. */
    String nip() default "";

    /** Whether the simulator is like a new one for each test method. */
    boolean reset() default true;
}
