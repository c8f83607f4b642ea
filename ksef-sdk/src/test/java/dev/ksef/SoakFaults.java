package dev.ksef;

import dev.ksef.simulator.FaultRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What goes wrong in the soak, and as what a caller may get to see it: about every twentieth call, in every way there is. */
final class SoakFaults {

    private static final String SEND = "POST /sessions/online/{referenceNumber}/invoices";
    private static final String OPEN = "POST /sessions/online";

    /**
     * One way in which calls fail.
     *
     * @param visibleAs in the words of {@link SoakLedger#kind}; none where the client copes with it
     */
    private record Kind(FaultRule rule, Set<String> visibleAs) {

        static Kind of(String rule, String... visibleAs) {
            return new Kind(FaultRule.parse(rule), Set.of(visibleAs));
        }
    }

    private static final List<Kind> ALL = List.of(
            // Waited out.
            Kind.of("*#0.3%=latency:40"),
            Kind.of("*#0.3%=429:2"),
            Kind.of("*#0.1%=429:90"),
            // Not handled. What may be done once is looked up; what is safe is repeated after 502, 503 and 504.
            Kind.of("*#0.3%=500", "500"),
            Kind.of("*#0.2%=502", "502"),
            Kind.of("*#0.3%=503", "503"),
            Kind.of("*#0.2%=504", "504"),
            Kind.of("*#0.1%=599", "599"),
            Kind.of("*#0.1%=html:502", "502"),
            Kind.of("*#0.1%=html:503", "503"),
            // A gateway's word, which is no failure that may soon be over.
            Kind.of("*#0.1%=html:403", "403"),
            Kind.of("*#0.2%=html:200", "UNKNOWN"),
            Kind.of("*#0.2%=403-blocked", "403"),
            // Another token is had; it shows in a sign-in, and where refreshing in the same second yields the same
            // token.
            Kind.of("*#0.2%=401-empty", "401"),
            Kind.of("*#0.2%=redirect-loop"),
            Kind.of("*#0.1%=cookie-redirect"),
            // Connections: again at once, or looked up.
            Kind.of("*#0.4%=drop-before", "UNKNOWN"),
            Kind.of("*#0.4%=drop-after", "UNKNOWN"),
            Kind.of("*#0.4%=truncated", "UNKNOWN"),
            // Handled, with an answer that says nothing; a refusal (400, an invoice that is not available yet) loses
            // its code.
            Kind.of("*#0.2%=content-type:text/html", "UNKNOWN", "400"),
            Kind.of("*#0.2%=empty", "UNKNOWN", "400"),
            // Sessions: another one is opened, once or twice; the one before may have stayed empty.
            Kind.of(SEND + "#0.5%=21180", "21180", "status 440"),
            Kind.of(SEND + "#0.5%=21184", "21184", "status 440"),
            Kind.of(OPEN + "#every:40=session-415", "status 415", "21180"),
            Kind.of("GET /sessions/{referenceNumber}#every:60=status:415", "status 415"),
            // Signing in: a race that is waited out for 10 s, and refusals that are final.
            Kind.of("GET /auth/{referenceNumber}#every:13=21304", "21304"),
            Kind.of("POST /auth/token/redeem#every:9=21301", "21301"),
            Kind.of("POST /auth/token/refresh#every:30=21301"),
            Kind.of("GET /auth/{referenceNumber}#every:19=status:450", "status 450"),
            Kind.of("POST /auth/ksef-token#every:11=sign-in-450", "status 450"),
            // Other keys are fetched, and the act repeated once.
            Kind.of(OPEN + "#every:50=key-rotation:symmetric", "21470"),
            Kind.of("POST /auth/ksef-token#every:10=key-rotation:token", "21470"));

    private SoakFaults() {}

    /** The rules of the plan. */
    static List<FaultRule> rules() {
        return ALL.stream().map(Kind::rule).toList();
    }

    /** All that callers may get to see. What a circuit that opened keeps from leaving was not sent. */
    static Set<String> visible() {
        return Stream.concat(ALL.stream().flatMap(kind -> kind.visibleAs().stream()), Stream.of("NOT_SENT"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
