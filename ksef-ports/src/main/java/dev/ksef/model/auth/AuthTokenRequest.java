package dev.ksef.model.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.signature.SubjectIdentifierType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A request to sign in with a XAdES signature ({@code AuthTokenRequest}).
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/uwierzytelnianie.md">uwierzytelnianie</a> and the schema
 * {@code http://ksef.mf.gov.pl/auth/token/2.1}. Java cannot validate it with that
 * schema: the schema's patterns contain {@code ^} and {@code $}, so that it refuses every NipVatUe and PeppolId.
 *
 * @param challenge the challenge it answers, 36 characters
 * @param context the context to act for
 * @param subjectIdentifierType the part of the certificate by which KSeF identifies the signer
 * @param allowedIps the addresses from which the access tokens may be used
 * @param version of the schema
 */
public record AuthTokenRequest(
        String challenge,
        ContextIdentifier context,
        SubjectIdentifierType subjectIdentifierType,
        AllowedIps allowedIps,
        Version version) {

    /** The versions of the schema. KSeF accepts both. */
    public enum Version {
        V2_0("http://ksef.mf.gov.pl/auth/token/2.0"),
        V2_1("http://ksef.mf.gov.pl/auth/token/2.1");

        private final String namespace;

        Version(String namespace) {
            this.namespace = namespace;
        }

        /** Returns its XML namespace. */
        public String namespace() {
            return namespace;
        }
    }

    /** KSeF makes them, and may make others: KSeF decides whether it is one. */
    private static final Pattern CHALLENGE = Pattern.compile("[!-~]{1,200}");

    /**
     * @throws IllegalArgumentException if the challenge is empty, very long, or not made of visible ASCII characters
     */
    public AuthTokenRequest {
        if (!CHALLENGE.matcher(challenge).matches()) {
            throw new IllegalArgumentException(
                    "A challenge looks like 20260101-CR-0123456789-0123456789-01, and this one cannot be sent");
        }
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(subjectIdentifierType, "subjectIdentifierType");
        Objects.requireNonNull(allowedIps, "allowedIps");
        Objects.requireNonNull(version, "version");
    }

    /** Returns the usual request: identifies by the subject of the certificate, allows all addresses, has version 2.1. */
    public static AuthTokenRequest of(String challenge, ContextIdentifier context) {
        return new AuthTokenRequest(
                challenge, context, SubjectIdentifierType.CERTIFICATE_SUBJECT, AllowedIps.ANY, Version.V2_1);
    }

    /**
     * Reads a request from a document that {@link #xml()} made, for callers that kept only the document.
     *
     * @throws IllegalArgumentException if any byte of it differs
     */
    public static AuthTokenRequest ofXml(byte[] xml) {
        AuthTokenRequest request = AuthTokenRequestText.of(xml).read();
        if (!Arrays.equals(request.xml(), xml)) {
            throw new IllegalArgumentException(
                    "This is not a request to sign in as this SDK prepared it: something was added, removed or reformatted. Pass"
                            + " the document that was prepared, unsigned and unchanged");
        }
        return request;
    }

    /** Returns a copy that identifies by another part of the certificate. */
    public AuthTokenRequest by(SubjectIdentifierType type) {
        return new AuthTokenRequest(challenge, context, type, allowedIps, version);
    }

    /** Returns a copy for tokens that may only be used from these addresses. */
    public AuthTokenRequest from(AllowedIps ips) {
        return new AuthTokenRequest(challenge, context, subjectIdentifierType, ips, version);
    }

    /** Returns a copy in another version of the schema. */
    public AuthTokenRequest in(Version other) {
        return new AuthTokenRequest(challenge, context, subjectIdentifierType, allowedIps, other);
    }

    /** Returns the unsigned document in UTF-8 without byte order mark. It must be signed without changing a byte. */
    public byte[] xml() {
        var xml = new StringBuilder(512)
                .append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<AuthTokenRequest xmlns=\"")
                .append(version.namespace())
                .append("\">");
        element(xml, "Challenge", challenge);
        xml.append("<ContextIdentifier>");
        element(xml, context.type().value(), context.value());
        xml.append("</ContextIdentifier>");
        element(xml, "SubjectIdentifierType", subjectIdentifierType.value());
        if (!allowedIps.isAny()) {
            xml.append("<AuthorizationPolicy><AllowedIps>");
            elements(xml, "Ip4Address", allowedIps.addresses());
            elements(xml, "Ip4Range", allowedIps.ranges());
            elements(xml, "Ip4Mask", allowedIps.masks());
            xml.append("</AllowedIps></AuthorizationPolicy>");
        }
        return xml.append("</AuthTokenRequest>").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void elements(StringBuilder xml, String name, List<String> values) {
        values.forEach(value -> element(xml, name, value));
    }

    private static void element(StringBuilder xml, String name, String value) {
        xml.append('<')
                .append(name)
                .append('>')
                .append(escaped(value))
                .append("</")
                .append(name)
                .append('>');
    }

    private static String escaped(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
