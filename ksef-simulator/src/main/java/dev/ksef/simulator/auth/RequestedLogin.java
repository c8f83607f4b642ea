package dev.ksef.simulator.auth;

import dev.ksef.simulator.identifier.LoginContext;
import dev.ksef.simulator.wire.BadRequest;
import dev.ksef.simulator.xml.XmlElements;
import dev.ksef.simulator.xml.XmlRefusals;
import dev.ksef.simulator.xml.XmlSequence;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/** What a signed document asks for. */
record RequestedLogin(String challenge, LoginContext context, boolean byFingerprint, IpPolicy ipPolicy) {

    private static final Set<String> NAMESPACES =
            Set.of("http://ksef.mf.gov.pl/auth/token/2.0", "http://ksef.mf.gov.pl/auth/token/2.1");
    private static final Pattern CHALLENGE = Pattern.compile("\\d{8}-CR-[A-F0-9]{10}-[A-F0-9]{10}-[A-F0-9]{2}");
    private static final Pattern SUBJECT_TYPE = Pattern.compile("certificate(Subject|Fingerprint)");

    /**
     * Reads the request. It is checked by hand, since the patterns of the official schema follow the rules of .NET.
     *
     * @throws BadRequest 21401 if it does not conform to either version of the schema
     */
    static RequestedLogin read(Element root) {
        String namespace = String.valueOf(root.getNamespaceURI());
        if (!NAMESPACES.contains(namespace) || !XmlElements.named(root, namespace, "AuthTokenRequest")) {
            throw XmlRefusals.schema("AuthTokenRequest");
        }
        XmlSequence fields = new XmlSequence(root, namespace);
        String challenge = fields.token("Challenge", CHALLENGE);
        LoginContext context = context(fields.next("ContextIdentifier"), namespace);
        String subject = fields.token("SubjectIdentifierType", SUBJECT_TYPE);
        IpPolicy ipPolicy = fields.has("AuthorizationPolicy")
                ? ipPolicy(fields.next("AuthorizationPolicy"), namespace)
                : IpPolicy.OPEN;
        fields.requireEnd();
        return new RequestedLogin(challenge, context, subject.equals("certificateFingerprint"), ipPolicy);
    }

    private static LoginContext context(Element element, String namespace) {
        XmlSequence choice = new XmlSequence(element, namespace);
        LoginContext context = choice.any();
        choice.requireEnd();
        if (!context.wellFormed()) {
            throw XmlRefusals.schema(context.type());
        }
        return context;
    }

    private static IpPolicy ipPolicy(Element element, String namespace) {
        XmlSequence policy = new XmlSequence(element, namespace);
        XmlSequence lists = new XmlSequence(policy.next("AllowedIps"), namespace);
        policy.requireEnd();
        List<String> addresses = lists.tokens("Ip4Address", IpPolicy.SINGLE, IpPolicy.MOST);
        List<String> ranges = lists.tokens("Ip4Range", IpPolicy.RANGE, IpPolicy.MOST);
        List<String> masks = lists.tokens("Ip4Mask", IpPolicy.MASK, IpPolicy.MOST);
        lists.requireEnd();
        return IpPolicy.of(addresses, ranges, masks);
    }
}
