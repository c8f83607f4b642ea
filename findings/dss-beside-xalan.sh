#!/usr/bin/env bash
# Software: EU DSS 6.4 (dss-xades, dss-token, dss-utils-google-guava) with Xalan 2.7.3 (xalan:xalan) on the class path, OpenJDK 17.
# Behaviour: an application that signs XAdES with EU DSS stops signing as soon as some other library brings Xalan, since Xalan
#   registers itself as the JAXP transformer factory, and EU DSS insists on attributes that Xalan does not know. The exception
#   names neither.
# Output seen:
#   without Xalan: signed
#   with Xalan: fails: DSSException: An error occurred during a node serialization.
# A guess says: a library on the class path that nobody calls changes nothing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
project() {
  mkdir -p "$1"
  cat > "$1/pom.xml" <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>$1</artifactId><version>1</version>
<dependencies>
<dependency><groupId>eu.europa.ec.joinup.sd-dss</groupId><artifactId>dss-xades</artifactId><version>6.4</version></dependency>
<dependency><groupId>eu.europa.ec.joinup.sd-dss</groupId><artifactId>dss-token</artifactId><version>6.4</version></dependency>
<dependency><groupId>eu.europa.ec.joinup.sd-dss</groupId><artifactId>dss-utils-google-guava</artifactId><version>6.4</version></dependency>
<dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
$2
</dependencies></project>
XML
  mvn -q -B -f "$1/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile="$folder/$1.txt" >/dev/null
}
project without ""
project with "<dependency><groupId>xalan</groupId><artifactId>xalan</artifactId><version>2.7.3</version></dependency>"
keytool -genkeypair -keyalg EC -groupname secp256r1 -dname CN=Finding -alias key -keystore key.p12 -storepass changeit 2>/dev/null
cat > Sign.java <<'JAVA'
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.token.DSSPrivateKeyEntry;
import eu.europa.esig.dss.token.Pkcs12SignatureToken;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import java.security.KeyStore.PasswordProtection;

public class Sign {

    public static void main(String[] arguments) throws Exception {
        try (Pkcs12SignatureToken token =
                new Pkcs12SignatureToken("key.p12", new PasswordProtection("changeit".toCharArray()))) {
            DSSPrivateKeyEntry key = token.getKeys().get(0);
            XAdESSignatureParameters parameters = new XAdESSignatureParameters();
            parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
            parameters.setSignaturePackaging(SignaturePackaging.ENVELOPED);
            parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
            parameters.setSigningCertificate(key.getCertificate());
            parameters.setCertificateChain(key.getCertificateChain());
            XAdESService service = new XAdESService(new CommonCertificateVerifier());
            InMemoryDocument document = new InMemoryDocument("<a>text</a>".getBytes("UTF-8"));
            var data = service.getDataToSign(document, parameters);
            service.signDocument(document, parameters, token.sign(data, DigestAlgorithm.SHA256, key));
            System.out.println("signed");
        } catch (Exception | Error failed) {
            System.out.println("fails: " + failed.getClass().getSimpleName() + ": " + failed.getMessage());
        }
    }
}
JAVA
without=$(java -cp "$(cat without.txt)" Sign.java)
with=$(java -cp "$(cat with.txt)" Sign.java)
echo "without Xalan: $without"
echo "with Xalan: $with"
grep -q '^signed$' <<<"$without"
grep -q '^fails: DSSException: An error occurred during a node serialization' <<<"$with"
echo "as described"
