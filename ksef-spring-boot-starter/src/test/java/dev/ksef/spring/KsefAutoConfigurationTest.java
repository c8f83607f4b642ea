package dev.ksef.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.KsefClient;
import dev.ksef.adapter.feign.FeignTransport;
import dev.ksef.domain.auth.Credentials;
import dev.ksef.domain.auth.CredentialsProvider;
import dev.ksef.model.KsefEnvironment;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.StoredTokens;
import dev.ksef.model.auth.TokenKey;
import dev.ksef.port.CallScope;
import dev.ksef.port.Transport;
import dev.ksef.port.TransportFactory;
import dev.ksef.port.api.LimitApi;
import dev.ksef.port.event.KsefEvent;
import dev.ksef.port.event.KsefListener;
import dev.ksef.port.store.TokenStore;
import dev.ksef.simulator.KsefSimulator;
import dev.ksef.simulator.SimulatorExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.Ordered;

@ExtendWith(SimulatorExtension.class)
class KsefAutoConfigurationTest {

    @Test
    void applicationThatConfiguresNothing_startsWithoutAClient() {
        TestClient.bare().run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBeanFactory().containsSingleton("ksefClient")).isFalse();
        });
    }

    @Test
    void client_isMadeWhenAskedFor_andKsefIsNotCalled() {
        var calls = new CopyOnWriteArrayList<KsefEvent>();
        TestClient.usual().withBean(KsefListener.class, () -> recording(calls)).run(context -> {
            assertThat(context.getBeanFactory().containsSingleton("ksefClient")).isFalse();
            assertThat(context.getBean(KsefClient.class)).hasToString("KSeF client for TEST");
            assertThat(calls).isEmpty();
        });
    }

    @Test
    void client_onASimulator_signsInByTheTokenOfTheProperties(KsefSimulator simulator) {
        TestClient.on(simulator)
                .run(context -> assertThat(limits(context.getBean(KsefClient.class), simulator))
                        .isNotNull());
    }

    @Test
    void contextWithItsOwnToken_signsInByThat(KsefSimulator simulator) {
        String other = "1111111111";
        TestClient.on(simulator)
                .withPropertyValues(
                        "ksef.contexts[1].nip=" + other,
                        "ksef.contexts[1].credentials.token=" + simulator.addTaxpayer(other))
                .run(context -> {
                    KsefClient client = context.getBean(KsefClient.class);
                    assertThat(limits(client, simulator)).isNotNull();
                    assertThat(client.forNip(other).open(LimitApi.class).context())
                            .isNotNull();
                });
    }

    @Test
    void starterThatIsSwitchedOff_makesNoBeans() {
        TestClient.usual()
                .withPropertyValues("ksef.enabled=false")
                .run(context ->
                        assertThat(context).doesNotHaveBean(KsefClient.class).doesNotHaveBean(KsefProperties.class));
    }

    @Test
    void clientOfTheApplication_isLeftAlone() {
        try (KsefClient own = KsefClient.builder()
                .environment(KsefEnvironment.DEMO)
                .credentials(Credentials.ksefToken("of-the-application"))
                .build()) {
            TestClient.usual()
                    .withBean("own", KsefClient.class, () -> own)
                    .run(context ->
                            assertThat(context).getBean(KsefClient.class).isSameAs(own));
        }
    }

    @Test
    void credentialsOfTheApplication_replaceThoseOfTheProperties(KsefSimulator simulator) {
        var asked = new ArrayList<Object>();
        CredentialsProvider own = context -> {
            asked.add(context);
            return Credentials.ksefToken(simulator.token());
        };
        TestClient.on(simulator)
                .withPropertyValues("ksef.credentials.token=another-one")
                .withBean(CredentialsProvider.class, () -> own)
                .run(context -> limits(context.getBean(KsefClient.class), simulator));
        assertThat(asked).contains(Nip.of(simulator.nip()));
    }

    @Test
    void fixedCredentialsOfTheApplication_needNoProperties(KsefSimulator simulator) {
        TestClient.on(simulator)
                .withPropertyValues("ksef.credentials.token=another-one")
                .withBean(Credentials.class, () -> Credentials.ksefToken(simulator.token()))
                .run(context -> assertThat(limits(context.getBean(KsefClient.class), simulator))
                        .isNotNull());
    }

    @Test
    void customizers_haveTheLastWord_inTheirOrder(KsefSimulator simulator) {
        var order = new ArrayList<String>();
        TestClient.on(simulator)
                .withBean("later", KsefClientCustomizer.class, () -> new Noting(2, () -> order.add("later")))
                .withBean("earlier", KsefClientCustomizer.class, () -> new Noting(1, () -> order.add("earlier")))
                .run(context -> context.getBean(KsefClient.class));
        assertThat(order).containsExactly("earlier", "later");
    }

    @Test
    void shutdown_closesTheClientAfterThePhasesAndBeforeItsStore(KsefSimulator simulator) {
        List<String> order = new CopyOnWriteArrayList<>();
        TestClient.on(simulator)
                .withBean("store", ClosingStore.class, () -> new ClosingStore(order))
                .withBean("drain", Drain.class, () -> new Drain(order))
                .withBean(
                        TransportFactory.class,
                        () -> (environment, time, listener, limiter) -> new ToldTransport(
                                FeignTransport.builder(environment).time(time).build(), order))
                .run(context -> {
                    limits(context.getBean(KsefClient.class), simulator);
                    assertThat(order).isNotEmpty().containsOnly("store asked");
                    order.clear();
                });
        assertThat(order).containsExactly("phases stopped", "client closed", "store closed");
    }

    @Test
    void wrongProperty_isToldAsBootTellsItsOwn() {
        var failure = new KsefPropertyException("ksef.timeout", "is PT0S", "Set it.");
        var analysis = new KsefPropertyException.Analyzer().analyze(new RuntimeException(failure), failure);
        assertThat(analysis.getDescription()).isEqualTo("ksef.timeout is PT0S. Set it.");
        assertThat(analysis.getAction()).isEqualTo("Set it.");
    }

    @Test
    void startedApplication_findsTheStarterByItself() {
        var application = new SpringApplication(Auto.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        try (var context = application.run("--ksef.environment=demo", "--ksef.credentials.token=made-up")) {
            assertThat(context.getBean(KsefClient.class)).hasToString("KSeF client for DEMO");
        }
    }

    private static Object limits(KsefClient client, KsefSimulator simulator) {
        return client.forNip(simulator.nip()).open(LimitApi.class).context();
    }

    private static KsefListener recording(List<KsefEvent> events) {
        return new KsefListener() {
            @Override
            public void onCallBegan(KsefEvent.CallBegan event) {
                events.add(event);
            }
        };
    }

    @EnableAutoConfiguration
    static class Auto {}

    /** Stops as the web server does after its drain: later than what is in the usual phase. */
    private static final class Drain implements SmartLifecycle {

        private final List<String> order;
        private volatile boolean running;

        Drain(List<String> order) {
            this.order = order;
        }

        @Override
        public void start() {
            running = true;
        }

        @Override
        public void stop() {
            running = false;
            order.add("phases stopped");
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public int getPhase() {
            return DEFAULT_PHASE - 2048;
        }
    }

    private record Noting(int order, Runnable note) implements KsefClientCustomizer, Ordered {

        @Override
        public int getOrder() {
            return order;
        }

        @Override
        public void customize(KsefClient.Builder builder) {
            note.run();
        }
    }

    private record ToldTransport(Transport inner, List<String> order) implements Transport {

        @Override
        public <A> A open(Class<A> api, CallScope scope) {
            return inner.open(api, scope);
        }

        @Override
        public void close() {
            order.add("client closed");
            inner.close();
        }
    }

    private static final class ClosingStore implements TokenStore, AutoCloseable {

        private final List<String> order;

        ClosingStore(List<String> order) {
            this.order = order;
        }

        @Override
        public Optional<StoredTokens> find(TokenKey key) {
            order.add("store asked");
            return Optional.empty();
        }

        @Override
        public void save(TokenKey key, StoredTokens tokens) {}

        @Override
        public void remove(TokenKey key) {}

        @Override
        public void close() {
            order.add("store closed");
        }
    }
}
