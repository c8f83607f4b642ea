package dev.ksef.simulator.publickey;

import dev.ksef.simulator.crypto.Sha256Digests;
import dev.ksef.simulator.ratelimit.RateGroup;
import dev.ksef.simulator.routing.RequestRouter;
import dev.ksef.simulator.wire.HttpReply;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.simulator.wire.KsefTimestamps;
import dev.ksef.thirdparty.jackson.databind.node.ArrayNode;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Publishes the certificates of the keys that clients encrypt for. */
public final class PublicKeyEndpoints {

    private final List<PublishedKeyRing> rings;

    public PublicKeyEndpoints(List<PublishedKeyRing> rings) {
        this.rings = List.copyOf(rings);
    }

    public void addTo(RequestRouter router) {
        router.add(
                "GET",
                "/v2/security/public-key-certificates",
                RateGroup.ANONYMOUS,
                request -> HttpReply.json(200, published()));
    }

    private ArrayNode published() {
        ArrayNode list = JsonTrees.array();
        for (PublishedKeyRing ring : rings) {
            ring.published().forEach(key -> list.add(json(ring.usage(), key)));
        }
        return list;
    }

    private static ObjectNode json(String usage, CertifiedKey key) {
        byte[] der = der(key.certificate());
        ObjectNode json = JsonTrees.object()
                .put("certificate", Base64.getEncoder().encodeToString(der))
                .put("certificateId", Sha256Digests.base64(der))
                .put("publicKeyId", key.publicKeyId())
                .put(
                        "validFrom",
                        KsefTimestamps.json(key.certificate().getNotBefore().toInstant()))
                .put(
                        "validTo",
                        KsefTimestamps.json(key.certificate().getNotAfter().toInstant()));
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
