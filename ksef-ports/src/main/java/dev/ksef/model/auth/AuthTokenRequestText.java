package dev.ksef.model.auth;

import dev.ksef.model.ContextIdentifier;
import dev.ksef.model.InternalId;
import dev.ksef.model.Nip;
import dev.ksef.model.NipVatUe;
import dev.ksef.model.PeppolId;
import dev.ksef.model.auth.AuthTokenRequest.Version;
import dev.ksef.model.signature.SubjectIdentifierType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The text of an {@link AuthTokenRequest} that {@link AuthTokenRequest#xml()} wrote. No XML is parsed. The caller writes the
 * result again and checks that it gets the same bytes.
 */
record AuthTokenRequestText(String xml) {

    static AuthTokenRequestText of(byte[] xml) {
        return new AuthTokenRequestText(new String(xml, StandardCharsets.UTF_8));
    }

    AuthTokenRequest read() {
        return new AuthTokenRequest(
                only("Challenge"),
                context(),
                subjectIdentifierType(),
                new AllowedIps(all("Ip4Address"), all("Ip4Range"), all("Ip4Mask")),
                version());
    }

    private ContextIdentifier context() {
        for (ContextIdentifier.Type type : ContextIdentifier.Type.values()) {
            for (String value : all(type.value())) {
                return context(type, value);
            }
        }
        throw missing("a context");
    }

    private static ContextIdentifier context(ContextIdentifier.Type type, String value) {
        return switch (type) {
            case NIP -> new Nip(value);
            case INTERNAL_ID -> new InternalId(value);
            case NIP_VAT_UE -> new NipVatUe(value);
            case PEPPOL_ID -> new PeppolId(value);
        };
    }

    private SubjectIdentifierType subjectIdentifierType() {
        String name = only("SubjectIdentifierType");
        return Arrays.stream(SubjectIdentifierType.values())
                .filter(type -> type.value().equals(name))
                .findFirst()
                .orElseThrow(() -> missing("a known SubjectIdentifierType"));
    }

    private Version version() {
        return Arrays.stream(Version.values())
                .filter(version -> xml.contains('"' + version.namespace() + '"'))
                .findFirst()
                .orElseThrow(() -> missing("a known namespace"));
    }

    private String only(String element) {
        return all(element).stream().findFirst().orElseThrow(() -> missing(element));
    }

    private List<String> all(String element) {
        return Pattern.compile('<' + element + ">([^<]*)</" + element + '>')
                .matcher(xml)
                .results()
                .map(AuthTokenRequestText::value)
                .toList();
    }

    private static String value(MatchResult found) {
        return found.group(1).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }

    private static IllegalArgumentException missing(String what) {
        return new IllegalArgumentException(
                "This is not a request to sign in that this SDK prepared: it lacks " + what);
    }
}
