package dev.ksef.domain.auth;

import dev.ksef.model.auth.AuthTokenRequest;
import dev.ksef.model.signature.SignerCertificate;
import dev.ksef.port.signing.XadesSigner;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Signs by writing "signed" behind the document, with certificates made for tests whose keys nobody has. */
final class FakeSigner implements XadesSigner {

    private static final String PERSON =
            "MIICJjCCAcugAwIBAgIUJFtoF9b5kHl1CX7HXZ+3S+JEKGswCgYIKoZIzj0EAwIwYDELMAkGA1UEBhMCUEwxFTATBgNV"
                    + "BAMMDEphbiBLb3dhbHNraTEMMAoGA1UEKgwDSmFuMREwDwYDVQQEDAhLb3dhbHNraTEZMBcGA1UEBRMQVElOUEwtNTI2"
                    + "NTg3NzYzNTAeFw0yNjExMjQxOTEzNTRaFw0yODExMjMxOTEzNTRaMGAxCzAJBgNVBAYTAlBMMRUwEwYDVQQDDAxKYW4g"
                    + "S293YWxza2kxDDAKBgNVBCoMA0phbjERMA8GA1UEBAwIS293YWxza2kxGTAXBgNVBAUTEFRJTlBMLTUyNjU4Nzc2MzUw"
                    + "WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQgNMnxPhHvsgtXWXOAuZonYG858Nu27trYKyd0DzKtZE7rvgi+G7yYaTI9"
                    + "omOhG6Re0GgKYLeJSsMimJbRRCFCo2MwYTAdBgNVHQ4EFgQUlYCSG5AbeIye2DAAMisnb18jikAwHwYDVR0jBBgwFoAU"
                    + "lYCSG5AbeIye2DAAMisnb18jikAwDwYDVR0TAQH/BAUwAwEB/zAOBgNVHQ8BAf8EBAMCB4AwCgYIKoZIzj0EAwIDSQAw"
                    + "RgIhAIePW/kI6VL2T7czpqgnr2F3UyK8+vmoFaYx5akB4s7jAiEAjaODf0kGCh994kBEULDVQmvvBqtz9CeUUgx2+HHY"
                    + "mck=";

    private static final String NAMELESS =
            "MIIBnjCCAUWgAwIBAgIUPFpk/FU70WfMN3b6pZEDsJucAHkwCgYIKoZIzj0EAwIwHTEbMBkGA1UEAwwSVGVzdCBrZXkg"
                    + "b2Ygbm9ib2R5MB4XDTI2MTEyNDE5MTM1NFoXDTI4MTEyMzE5MTM1NFowHTEbMBkGA1UEAwwSVGVzdCBrZXkgb2Ygbm9i"
                    + "b2R5MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE7IKBaE6ZYpUC8kN4hkibdYkvxq+WdssCZR7B2egTt0XApBaCP1yR"
                    + "nuTFEaOZDjZlCAWoqGW00NZ3Em0pmQ1kNqNjMGEwHQYDVR0OBBYEFEy5M0mjgX9C0i9r0KTSM9gFk8x7MB8GA1UdIwQY"
                    + "MBaAFEy5M0mjgX9C0i9r0KTSM9gFk8x7MA8GA1UdEwEB/wQFMAMBAf8wDgYDVR0PAQH/BAQDAgeAMAoGCCqGSM49BAMC"
                    + "A0cAMEQCIG819N7UhkI7Bot5TLBQK1mLavJF2iylYPVgpMLXrmZ8AiAiN61w5/0USaAaq/dldEuQpsuZnQhBRJs2Kd9A"
                    + "4lhJoQ==";

    private static final String OFFLINE =
            "MIIB6TCCAY6gAwIBAgIUWq8ehK1FwckejvNrOgsOr1HqUXUwCgYIKoZIzj0EAwIwNDELMAkGA1UEBhMCUEwxDTALBgNV"
                    + "BAoMBFRlc3QxFjAUBgNVBAMMDVRFU1QgQ0NLIEtTZUYwHhcNMjYxMTI0MTkxMzU1WhcNMjgxMTIzMTkxMzU1WjBgMQsw"
                    + "CQYDVQQGEwJQTDEVMBMGA1UEAwwMSmFuIEtvd2Fsc2tpMQwwCgYDVQQqDANKYW4xETAPBgNVBAQMCEtvd2Fsc2tpMRkw"
                    + "FwYDVQQFExBUSU5QTC01MjY1ODc3NjM1MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEweNU34k6FYAIxI8YH4ztxnJk"
                    + "D629jfKcBxDpC2+GQNWc360sbbNiQ3wvtsrUnsvtMLbahUfc7ihSnD0orvrS26NSMFAwDgYDVR0PAQH/BAQDAgZAMB0G"
                    + "A1UdDgQWBBQzDbCBq9r8GbQ1qASnHClS+mep2zAfBgNVHSMEGDAWgBTitUvAbmwrUEt1zXWOEVwcDLoByDAKBggqhkjO"
                    + "PQQDAgNJADBGAiEA0uZCSinlWopQsN1qlXL2lhZYbbsoICAAnzpiKySB4HkCIQCgBNXpKse59SxuaIquXJ+cm8mffC3x"
                    + "4Juc3voCok+NkQ==";

    final SignerCertificate certificate;
    Runnable beforeSigning = () -> {};

    private FakeSigner(String base64) {
        this.certificate = SignerCertificate.of(List.of(parsed(base64)));
    }

    /** A natural person with a NIP. */
    static FakeSigner person() {
        return new FakeSigner(PERSON);
    }

    /** Nobody KSeF could know by the subject. */
    static FakeSigner nameless() {
        return new FakeSigner(NAMELESS);
    }

    /** Issued by KSeF to sign codes. */
    static FakeSigner offline() {
        return new FakeSigner(OFFLINE);
    }

    @Override
    public SignerCertificate certificate() {
        return certificate;
    }

    @Override
    public byte[] sign(AuthTokenRequest request) {
        beforeSigning.run();
        return signed(request.xml());
    }

    static byte[] signed(byte[] document) {
        return (new String(document, StandardCharsets.UTF_8) + "<!-- signed -->").getBytes(StandardCharsets.UTF_8);
    }

    private static X509Certificate parsed(String base64) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(
                            new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
        } catch (CertificateException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
