package dev.ksef.simulator;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The certificates of the public keys that clients encrypt for. */
final class PublicKeyEndpoints {

    private final List<KeyRing> rings;

    PublicKeyEndpoints(List<KeyRing> rings) {
        this.rings = List.copyOf(rings);
    }

    void addTo(Router router) {
        router.add(
                "GET",
                "/v2/security/public-key-certificates",
                RateGroup.ANONYMOUS,
                request -> Reply.json(200, published()));
    }

    private ArrayNode published() {
        ArrayNode list = Json.array();
        for (KeyRing ring : rings) {
            ring.published().forEach(key -> list.add(json(ring.usage(), key)));
        }
        return list;
    }

    private static ObjectNode json(String usage, CertifiedKey key) {
        byte[] der = der(key.certificate());
        ObjectNode json = Json.object()
                .put("certificate", Base64.getEncoder().encodeToString(der))
                .put("certificateId", Sha256.base64(der))
                .put("publicKeyId", key.publicKeyId())
                .put(
                        "validFrom",
                        Timestamps.json(key.certificate().getNotBefore().toInstant()))
                .put("validTo", Timestamps.json(key.certificate().getNotAfter().toInstant()));
        json.putArray("usage").add(usage);
        return json;
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("A parsed certificate has an encoding", impossible);
        }
    }
}
