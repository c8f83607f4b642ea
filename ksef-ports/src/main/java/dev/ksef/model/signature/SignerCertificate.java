package dev.ksef.model.signature;

import dev.ksef.model.CertificateSerialNumber;
import dev.ksef.model.error.KsefSigningException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of a {@link dev.ksef.port.signing.Signer}, with its chain as far as it is known, and what KSeF's rules say of it.
 *
 * <p>Source: auth/podpis-xades.md, certyfikaty-KSeF.md. The names of KSeF's certificate authorities are observed.
 */
public final class SignerCertificate {

    /** By how much a new certificate of KSeF may begin too late: its local time, labelled as UTC. Observed. */
    public static final Duration EARLY = Duration.ofHours(2);

    private static final int LONGEST_NAME = 120;
    private static final String RULES = " (auth/podpis-xades.md)";
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
     * A certificate with its issuers. Those that belong to no chain with it are left out, the others are put in order.
     *
     * @param certificates the signer's own certificate first
     * @throws IllegalArgumentException if there is none
     * @throws KsefSigningException if its key is of a kind, size or curve that KSeF does not take
     */
    public static SignerCertificate of(List<X509Certificate> certificates) {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("A signer needs the certificate of its key, and there is none");
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

    /** The certificate itself. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** The certificate, its issuer, and so on as far as they are known; KSeF hands out its certificates without issuers. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** The key that verifies what the signer signs. */
    public PublicKey publicKey() {
        return certificate().getPublicKey();
    }

    /** What it is for KSeF. */
    public CertificateKind kind() {
        return kind;
    }

    /** The serial number: 16 digits in a certificate of KSeF, maybe more in others. */
    public CertificateSerialNumber serialNumber() {
        return CertificateSerialNumber.in(certificate());
    }

    /** SHA-256 of the certificate: 64 hexadecimal digits, upper case, as rights are granted to. */
    public String fingerprint() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
            return HexFormat.of().withUpperCase().formatHex(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A parsed certificate has an encoding, and every JDK SHA-256", impossible);
        }
    }

    /** The NIP that KSeF reads in it. */
    public Optional<String> nip() {
        return subject.nip();
    }

    /** The PESEL that KSeF reads in it. */
    public Optional<String> pesel() {
        return subject.pesel();
    }

    /** From when on it may be used. */
    public Instant validFrom() {
        return certificate().getNotBefore().toInstant();
    }

    /** Until when it may be used. */
    public Instant validTo() {
        return certificate().getNotAfter().toInstant();
    }

    /**
     * Nothing, if it can be used now or within {@link #EARLY}.
     *
     * @throws KsefSigningException if it has expired, or begins later than that
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
     * Nothing, if it may sign in so.
     *
     * @throws KsefSigningException if it is a KSeF certificate of type Offline, or if KSeF cannot read in it what it needs,
     *     with all that is missing
     */
    public void requireMaySignIn(SubjectIdentifierType by) {
        if (kind == CertificateKind.KSEF_OFFLINE) {
            throw new KsefSigningException("The KSeF certificate " + summary()
                    + " is of type Offline (key usage nonRepudiation): it signs the codes of offline invoices and cannot sign"
                    + " in. Use one of type Authentication (certyfikaty-KSeF.md)");
        }
        List<String> problems = by == SubjectIdentifierType.CERTIFICATE_SUBJECT ? subjectProblems() : List.of();
        if (!problems.isEmpty()) {
            throw new KsefSigningException("The certificate " + summary() + " cannot sign in by its subject: "
                    + String.join("; ", problems) + RULES);
        }
    }

    /** What its subject lacks for a sign-in by subject, in sentences; empty if nothing. */
    public List<String> subjectProblems() {
        List<String> problems = new ArrayList<>();
        // A name makes it a person's, who may have the organization's identifier in it, too.
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
     * Nothing, if it may sign KOD II.
     *
     * @throws KsefSigningException if it is no KSeF certificate of type Offline
     */
    public void requireMaySignCodes() {
        if (kind != CertificateKind.KSEF_OFFLINE) {
            throw new KsefSigningException("The certificate " + summary() + " is no KSeF certificate of type Offline"
                    + (kind == CertificateKind.KSEF_AUTHENTICATION
                            ? " but one of type Authentication (key usage digitalSignature)"
                            : "")
                    + ": a KOD II is signed with one of type Offline alone (kody-qr.md)");
        }
    }

    /** Whose it is, in a few words for messages. */
    public String summary() {
        String name = subject.get(SubjectAttributes.COMMON_NAME);
        return "'" + (name.isEmpty() ? "without common name" : printable(name)) + "' (serial number " + serialNumber()
                + ")";
    }

    /** Whoever made the certificate chose the name: it must neither break lines of a log nor fill one. */
    private static String printable(String name) {
        String line = name.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_NAME ? line : line.substring(0, LONGEST_NAME) + "...";
    }

    @Override
    public String toString() {
        return kind + " " + summary();
    }
}
