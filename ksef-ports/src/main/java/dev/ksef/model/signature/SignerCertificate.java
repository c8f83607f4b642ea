package dev.ksef.model.signature;

import dev.ksef.model.CertificateFingerprint;
import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.error.KsefSigningException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of a {@link dev.ksef.port.signing.Signer}, with its chain as far as it is known. It is checked against
 * KSeF's rules.
 *
 * <p>Source: <a href="https://github.com/CIRFMF/ksef-docs/blob/main/auth/podpis-xades.md">podpis-xades</a>,
 * <a href="https://github.com/CIRFMF/ksef-docs/blob/main/certyfikaty-KSeF.md">certyfikaty-KSeF</a>. The names of KSeF's
 * certificate authorities are observed.
 */
public final class SignerCertificate {

    /**
     * The most by which the validity of a new KSeF certificate may begin in the future, since KSeF writes local time as UTC.
     * Observed.
     */
    public static final Duration EARLY = Duration.ofHours(2);

    private static final int LONGEST_NAME = 120;
    private static final String RULES = " (https://github.com/CIRFMF/ksef-docs/blob/main/auth/podpis-xades.md)";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final Pattern KSEF_AUTHORITY = Pattern.compile("\\bCCK KSeF\\b");
    private static final Set<String> PERSON = Set.of(
            SubjectAttributes.GIVEN_NAME,
            SubjectAttributes.SURNAME,
            SubjectAttributes.SERIAL_NUMBER,
            SubjectAttributes.COMMON_NAME,
            SubjectAttributes.COUNTRY);
    private static final Set<String> SEAL = Set.of(
            SubjectAttributes.ORGANIZATION,
            SubjectAttributes.ORGANIZATION_IDENTIFIER,
            SubjectAttributes.COMMON_NAME,
            SubjectAttributes.COUNTRY);

    private final List<X509Certificate> chain;
    private final SubjectAttributes subject;
    private final CertificateKind kind;

    private SignerCertificate(List<X509Certificate> chain) {
        this.chain = chain;
        this.subject = SubjectAttributes.of(certificate().getSubjectX500Principal());
        this.kind = kindOf();
    }

    /**
     * Creates it from a certificate and its issuers. Certificates outside its chain are dropped, the others are ordered.
     *
     * @param certificates the signer's own certificate first, then the others in any order
     * @throws IllegalArgumentException if the list is empty
     * @throws KsefSigningException if KSeF does not accept the kind, size or curve of its key
     */
    public static SignerCertificate of(List<X509Certificate> certificates) {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("A signer needs the certificate of its key, but the list is empty");
        }
        var certificate = new SignerCertificate(ordered(certificates));
        KeyRules.check(certificate.publicKey(), certificate.summary());
        return certificate;
    }

    private static List<X509Certificate> ordered(List<X509Certificate> certificates) {
        List<X509Certificate> chain = new ArrayList<>(List.of(certificates.get(0)));
        X509Certificate issuer = issuerOf(certificates.get(0), certificates);
        while (issuer != null && !chain.contains(issuer)) {
            chain.add(issuer);
            issuer = issuerOf(issuer, certificates);
        }
        return List.copyOf(chain);
    }

    private static @Nullable X509Certificate issuerOf(X509Certificate issued, List<X509Certificate> among) {
        for (X509Certificate candidate : among) {
            if (candidate.getSubjectX500Principal().equals(issued.getIssuerX500Principal())
                    && signed(candidate, issued)) {
                return candidate;
            }
        }
        return null;
    }

    private static boolean signed(X509Certificate issuer, X509Certificate issued) {
        try {
            issued.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException another) {
            return false;
        }
    }

    private CertificateKind kindOf() {
        if (isIssuedByKsef()) {
            return hasUsage(DIGITAL_SIGNATURE) ? CertificateKind.KSEF_AUTHENTICATION : CertificateKind.KSEF_OFFLINE;
        }
        if (isPersonal()) {
            return CertificateKind.PERSON;
        }
        return subject.has(SubjectAttributes.ORGANIZATION_IDENTIFIER) ? CertificateKind.SEAL : CertificateKind.OTHER;
    }

    private boolean isPersonal() {
        return subject.has(SubjectAttributes.GIVEN_NAME) || subject.has(SubjectAttributes.SURNAME);
    }

    private boolean isIssuedByKsef() {
        var issuer = SubjectAttributes.of(certificate().getIssuerX500Principal());
        return KSEF_AUTHORITY.matcher(issuer.get(SubjectAttributes.COMMON_NAME)).find()
                && (hasUsage(DIGITAL_SIGNATURE) ^ hasUsage(NON_REPUDIATION));
    }

    private boolean hasUsage(int bit) {
        boolean[] usage = certificate().getKeyUsage();
        return usage != null && usage[bit];
    }

    /** Returns the certificate itself. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Returns the certificate, its issuer, and so on as far as known. KSeF issues certificates without their chain. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** Returns the public key, which verifies the signatures of the signer. */
    public PublicKey publicKey() {
        return certificate().getPublicKey();
    }

    /** Returns the kind of the certificate. */
    public CertificateKind kind() {
        return kind;
    }

    /** Returns the serial number: 16 digits in a certificate of KSeF, maybe more in others. */
    public CertificateSerialNumber serialNumber() {
        return CertificateSerialNumber.in(certificate());
    }

    /** Returns the SHA-256 of the certificate, to which rights can be granted: 64 hexadecimal digits, upper case. */
    public String fingerprint() {
        return CertificateFingerprint.of(certificate()).value();
    }

    /** Returns the NIP that KSeF reads in the certificate. */
    public Optional<String> nip() {
        return subject.nip();
    }

    /** Returns the PESEL that KSeF reads in the certificate. */
    public Optional<String> pesel() {
        return subject.pesel();
    }

    /** Returns the instant from which the certificate is valid. */
    public Instant validFrom() {
        return certificate().getNotBefore().toInstant();
    }

    /** Returns the instant until which the certificate is valid. */
    public Instant validTo() {
        return certificate().getNotAfter().toInstant();
    }

    /**
     * Checks that the certificate is valid now, or begins within {@link #EARLY}.
     *
     * @throws KsefSigningException if it has expired, or begins later
     */
    public void requireValid(Instant now) {
        if (now.isAfter(validTo())) {
            throw new KsefSigningException(
                    "The certificate " + summary() + " expired at " + validTo() + ": use the one that replaced it");
        }
        if (now.plus(EARLY).isBefore(validFrom())) {
            throw new KsefSigningException("The certificate " + summary() + " is valid from " + validFrom()
                    + " only, and it is " + now + ": wait, use another one, or set this machine's clock right");
        }
    }

    /**
     * Checks that the certificate may sign in.
     *
     * @throws KsefSigningException if it is a KSeF certificate of type Offline, or if its subject lacks attributes that KSeF
     *     reads for this type of identifier; the message lists all missing ones
     */
    public void requireMaySignIn(SubjectIdentifierType by) {
        if (kind == CertificateKind.KSEF_OFFLINE) {
            throw new KsefSigningException(
                    "The KSeF certificate " + summary()
                            + " is of type Offline (key usage nonRepudiation): it signs the codes of offline invoices and cannot sign"
                            + " in. Use one of type Authentication (https://github.com/CIRFMF/ksef-docs/blob/main/certyfikaty-KSeF.md)");
        }
        List<String> problems = by == SubjectIdentifierType.CERTIFICATE_SUBJECT ? subjectProblems() : List.of();
        if (!problems.isEmpty()) {
            throw new KsefSigningException("The certificate " + summary() + " cannot sign in by its subject: "
                    + String.join("; ", problems) + RULES);
        }
    }

    /** Returns what the subject lacks for a sign-in by subject, in sentences; empty if nothing. */
    public List<String> subjectProblems() {
        List<String> problems = new ArrayList<>();
        // A certificate with a name is a person's, even if it also has the identifier of an organization.
        boolean seal = !isPersonal() && subject.has(SubjectAttributes.ORGANIZATION_IDENTIFIER);
        (seal ? SEAL : PERSON)
                .stream()
                        .filter(attribute -> !subject.has(attribute))
                        .sorted()
                        .forEach(attribute -> problems.add(
                                "the subject of a " + (seal ? "seal" : "person") + " must have " + attribute));
        if (nip().isEmpty() && pesel().isEmpty()) {
            problems.add("there is neither a NIP (organizationIdentifier VATPL-..., serialNumber TINPL-...) nor a PESEL"
                    + " (serialNumber PNOPL-...): grant rights to its fingerprint and sign in by that");
        }
        return List.copyOf(problems);
    }

    /**
     * Checks that the certificate may sign KOD II.
     *
     * @throws KsefSigningException if it is not a KSeF certificate of type Offline
     */
    public void requireMaySignCodes() {
        if (kind != CertificateKind.KSEF_OFFLINE) {
            throw new KsefSigningException(
                    "The certificate " + summary() + " is no KSeF certificate of type Offline"
                            + (kind == CertificateKind.KSEF_AUTHENTICATION
                                    ? " but one of type Authentication (key usage digitalSignature)"
                                    : "")
                            + ": a KOD II is signed with one of type Offline alone (https://github.com/CIRFMF/ksef-docs/blob/main/kody-qr.md)");
        }
    }

    /** Returns the common name and the serial number, for messages. */
    public String summary() {
        String name = subject.get(SubjectAttributes.COMMON_NAME);
        return "'" + (name.isEmpty() ? "without common name" : printable(name)) + "' (serial number " + serialNumber()
                + ")";
    }

    /** The name comes from outside: it must not break or fill the lines of a log. */
    private static String printable(String name) {
        String line = name.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "...";
    }

    @Override
    public String toString() {
        return kind + " " + summary();
    }
}
