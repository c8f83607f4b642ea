package dev.ksef.signature.request;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.auth.AllowedIps;
import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.finding.SignatureFinding.Cause;
import dev.ksef.model.signature.SubjectIdentifierType;
import dev.ksef.signature.internal.XmlElements;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.crypto.dsig.XMLSignature;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Checks an AuthTokenRequest against its schema and against the request that was to be signed. Java cannot validate with
 * the official schema itself (see {@link AuthTokenRequest}).
 */
final class RequestContentCheck {

    private static final List<String> CHILDREN = List.of("Challenge", "ContextIdentifier", "SubjectIdentifierType");
    private static final String POLICY = "AuthorizationPolicy";

    private static final Pattern CHALLENGE = Pattern.compile("\\d{8}-CR-[A-F0-9]{10}-[A-F0-9]{10}-[A-F0-9]{2}");
    private static final String NO_CHALLENGE = "Challenge has not the form of a challenge";

    private final Element request;
    private final List<String> wrong = new ArrayList<>();
    private @Nullable AuthTokenRequest read;

    RequestContentCheck(Element request) {
        this.request = request;
        read();
    }

    boolean isByFingerprint() {
        return text("SubjectIdentifierType").equals(SubjectIdentifierType.CERTIFICATE_FINGERPRINT.value());
    }

    void reportTo(SignatureDiagnosis diagnosis, @Nullable AuthTokenRequest expected) {
        judgeChallenge(expected);
        if (version() == null) {
            diagnosis.add(Cause.NAMESPACE, "The namespace of AuthTokenRequest is none that KSeF knows");
        }
        wrong.forEach(sentence -> diagnosis.add(Cause.CONTENT, sentence));
        List<String> others = expected == null || read == null ? List.of() : differences(read, expected);
        if (!others.isEmpty()) {
            diagnosis.add(
                    Cause.OTHER_REQUEST,
                    "This is not the request that was to be signed: another " + String.join(", another ", others));
        }
    }

    /** KSeF may change the form of its challenges: the one that KSeF itself made is right, whatever it looks like. */
    private void judgeChallenge(@Nullable AuthTokenRequest expected) {
        String challenge = text("Challenge");
        boolean made = expected != null && expected.challenge().equals(challenge);
        if (read != null && !made && !CHALLENGE.matcher(challenge).matches()) {
            wrong.add(NO_CHALLENGE);
            read = null;
        }
    }

    private static List<String> differences(AuthTokenRequest read, AuthTokenRequest expected) {
        List<String> others = new ArrayList<>();
        compare("challenge", read.challenge(), expected.challenge(), others);
        compare("context", read.context(), expected.context(), others);
        compare("way to identify", read.subjectIdentifierType(), expected.subjectIdentifierType(), others);
        compare("policy of addresses", read.allowedIps(), expected.allowedIps(), others);
        return others;
    }

    private static void compare(String what, Object read, Object expected, List<String> others) {
        if (!read.equals(expected)) {
            others.add(what);
        }
    }

    private AuthTokenRequest.@Nullable Version version() {
        return Arrays.stream(AuthTokenRequest.Version.values())
                .filter(version -> version.namespace().equals(request.getNamespaceURI()))
                .findFirst()
                .orElse(null);
    }

    private void read() {
        judgeChildren();
        SubjectIdentifierType type = Arrays.stream(SubjectIdentifierType.values())
                .filter(known -> known.value().equals(text("SubjectIdentifierType")))
                .findFirst()
                .orElse(null);
        if (type == null) {
            wrong.add("SubjectIdentifierType is neither certificateSubject nor certificateFingerprint");
        }
        ContextIdentifier context = context();
        AllowedIps ips = ips();
        if (type == null || context == null || ips == null) {
            return;
        }
        try {
            read = AuthTokenRequest.of(text("Challenge"), context).by(type).from(ips);
        } catch (IllegalArgumentException noChallenge) {
            wrong.add(NO_CHALLENGE);
        }
    }

    private void judgeChildren() {
        List<String> names = new ArrayList<>(
                children(request).stream().map(Element::getLocalName).toList());
        if (names.size() == CHILDREN.size() + 1 && names.get(CHILDREN.size()).equals(POLICY)) {
            names.remove(CHILDREN.size());
        }
        boolean oneNamespace = XmlElements.in(request.getElementsByTagName("*"))
                .filter(element -> !isOfSignature(element))
                .allMatch(element ->
                        String.valueOf(element.getNamespaceURI()).equals(String.valueOf(request.getNamespaceURI())));
        if (!names.equals(CHILDREN) || !oneNamespace) {
            wrong.add("AuthTokenRequest must hold " + String.join(", ", CHILDREN) + " and perhaps " + POLICY
                    + ", in this order and all in its namespace");
        }
    }

    private @Nullable ContextIdentifier context() {
        List<Element> choice = children(request).stream()
                .filter(child -> child.getLocalName().equals("ContextIdentifier"))
                .flatMap(context -> children(context).stream())
                .toList();
        if (choice.size() != 1) {
            wrong.add("ContextIdentifier must hold exactly one identifier");
            return null;
        }
        String kind = choice.get(0).getLocalName();
        String value = choice.get(0).getTextContent();
        try {
            return ContextIdentifier.Type.named(kind).of(value);
        } catch (IllegalArgumentException otherForm) {
            boolean prefixed = kind.equals("Nip") && value.strip().startsWith("PL");
            wrong.add("The identifier in ContextIdentifier is of no known kind, or has not the form of its kind"
                    + (prefixed ? ": a NIP has ten digits alone, without the prefix PL" : ""));
            return null;
        }
    }

    private @Nullable AllowedIps ips() {
        try {
            return new AllowedIps(texts("Ip4Address"), texts("Ip4Range"), texts("Ip4Mask"));
        } catch (IllegalArgumentException otherForm) {
            wrong.add("AuthorizationPolicy holds an address of another form, or more than ten of a kind");
            return null;
        }
    }

    private String text(String name) {
        return children(request).stream()
                .filter(child -> child.getLocalName().equals(name))
                .map(child -> child.getTextContent().strip())
                .findFirst()
                .orElse("");
    }

    private List<String> texts(String name) {
        return XmlElements.in(request.getElementsByTagNameNS("*", name))
                .map(element -> element.getTextContent().strip())
                .toList();
    }

    /** Returns the child elements without the signature, which the schema does not know. */
    private static List<Element> children(Element parent) {
        return XmlElements.in(parent.getChildNodes())
                .filter(child -> !XMLSignature.XMLNS.equals(child.getNamespaceURI()))
                .toList();
    }

    private boolean isOfSignature(Element element) {
        for (var at = element; at != request && at.getParentNode() instanceof Element parent; at = parent) {
            if (XMLSignature.XMLNS.equals(at.getNamespaceURI())) {
                return true;
            }
        }
        return false;
    }
}
