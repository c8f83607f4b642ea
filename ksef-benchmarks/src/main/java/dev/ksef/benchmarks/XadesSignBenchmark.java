package dev.ksef.benchmarks;

import dev.ksef.benchmarks.report.Beside;
import dev.ksef.benchmarks.sample.HsmKey;
import dev.ksef.benchmarks.sample.LocalKey;
import dev.ksef.model.Nip;
import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.port.signing.Signer;
import dev.ksef.port.signing.XadesSigner;
import dev.ksef.signature.signing.DssXadesSigner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a signed request to sign in cost? The first one in a fresh JVM, with and without {@link
 * DssXadesSigner#warmUp()}; and later ones, beside a plain XML signature by the JDK and the bare signature of the same key.
 */
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class XadesSignBenchmark {

    private static final AuthTokenRequest REQUEST =
            AuthTokenRequest.of("20260601-CR-0123456789-0123456789-01", Nip.of("5265877635"));

    private static final String HSM = "softhsm-";

    /** A signer that nobody used before. */
    @State(Scope.Benchmark)
    public static class Keyed {

        /** Where the key lives, and its kind: in memory, or in SoftHSM. */
        @Param({"rsa", "ec", "softhsm-rsa", "softhsm-ec"})
        public String key = "rsa";

        LocalKey local = LocalKey.of("ec");
        Signer bare = local;
        XadesSigner signer = DssXadesSigner.of(local);
        private @Nullable HsmKey hsm;

        /** Makes the key, and puts it where it is to live. */
        @Setup
        public void prepare() {
            boolean inHsm = key.startsWith(HSM);
            local = LocalKey.of(inHsm ? key.substring(HSM.length()) : key);
            hsm = inHsm ? HsmKey.of(local) : null;
            bare = hsm == null ? local : hsm.signer();
            signer = DssXadesSigner.of(bare);
        }

        /** Logs out of the HSM. */
        @TearDown
        public void close() {
            if (hsm != null) {
                hsm.close();
            }
        }
    }

    /** The same after a warm-up, whose own time is not measured. */
    @State(Scope.Benchmark)
    public static class WarmedUp {

        /** As an application does when it starts. */
        @Setup
        public void warmUp() {
            DssXadesSigner.warmUp();
        }
    }

    /** The first signature of a JVM. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(8)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public byte[] firstWithoutWarmUp(Keyed keyed) {
        return keyed.signer.sign(REQUEST);
    }

    /** The first signature of a JVM after a warm-up. */
    @Benchmark
    @Beside("firstWithoutWarmUp")
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(8)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public byte[] firstAfterWarmUp(Keyed keyed, WarmedUp warmedUp) {
        return keyed.signer.sign(REQUEST);
    }

    /** One of many. */
    @Benchmark
    @Beside("laterJdk")
    @Beside("laterBareKey")
    @BenchmarkMode(Mode.AverageTime)
    @Fork(2)
    @Warmup(iterations = 5, time = 2)
    @Measurement(iterations = 5, time = 1)
    public byte[] laterOurs(Keyed keyed) {
        return keyed.signer.sign(REQUEST);
    }

    /** A plain XML signature by the JDK over the same document, without XAdES's properties, with the key in memory. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Fork(2)
    @Warmup(iterations = 5, time = 2)
    @Measurement(iterations = 5, time = 1)
    public byte[] laterJdk(Keyed keyed) throws Exception {
        var parser = DocumentBuilderFactory.newDefaultInstance();
        parser.setNamespaceAware(true);
        var document = parser.newDocumentBuilder().parse(new ByteArrayInputStream(REQUEST.xml()));
        var factory = XMLSignatureFactory.getInstance("DOM");
        var whole = factory.newReference(
                "",
                factory.newDigestMethod(DigestMethod.SHA256, null),
                List.of(
                        factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                        factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                null,
                null);
        String method = keyed.key.endsWith("rsa") ? "rsa-sha256" : "ecdsa-sha256";
        var signedInfo = factory.newSignedInfo(
                factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod("http://www.w3.org/2001/04/xmldsig-more#" + method, null),
                List.of(whole));
        var keys = factory.getKeyInfoFactory();
        var certificate = keys.newX509Data(List.of(keyed.local.certificate().certificate()));
        factory.newXMLSignature(signedInfo, keys.newKeyInfo(List.of(certificate)))
                .sign(new DOMSignContext(keyed.local.key(), document.getDocumentElement()));
        var bytes = new ByteArrayOutputStream();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(document), new StreamResult(bytes));
        return bytes.toByteArray();
    }

    /** The signature of the key alone, where it lives. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Fork(2)
    @Warmup(iterations = 5, time = 2)
    @Measurement(iterations = 5, time = 1)
    public byte[] laterBareKey(Keyed keyed) {
        return keyed.bare.sign(keyed.local.usual(), REQUEST.xml());
    }
}
