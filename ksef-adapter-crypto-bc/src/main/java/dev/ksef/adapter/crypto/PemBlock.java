package dev.ksef.adapter.crypto;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One object in PEM, put right: mail programs and forms indent and quote lines, write line ends as {@code \n}, make blanks of
 * them, and add characters that nobody sees. None of that belongs to the content, so it is left out. Whatever else does not
 * belong there makes the object damaged.
 *
 * @param label such as {@code CERTIFICATE}
 * @param headers of OpenSSL's old encrypted form, each line with its end; empty if there are none
 * @param base64 in one line
 */
record PemBlock(String label, String headers, String base64) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 #]{1,60})-----(.*?)-----END ([A-Z0-9 #]{1,60})-----", Pattern.DOTALL);
    private static final String BEGIN = "-----BEGIN ";
    private static final Pattern BEGIN_WITHOUT_HYPHENS =
            Pattern.compile("BEGIN ([A-Z0-9]+ ){0,3}(CERTIFICATE|PRIVATE KEY|PKCS7|CMS)");
    private static final Pattern ENCRYPTED = Pattern.compile(
            "^[\\s>]*Proc-Type:\\s*4,\\s*ENCRYPTED[\\s>]+DEK-Info:\\s*([A-Za-z0-9-]+),\\s*([0-9A-Fa-f]+)[\\s>]+");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");
    /** Blanks, line ends, signs of quoting, and what is invisible. */
    private static final Pattern BLANKS = Pattern.compile(
            "[\\s>\\u0085\\u00A0\\u00AD\\u2000-\\u200F\\u2028\\u2029\\u202F\\u205F\\u2060\\u3000\\uFEFF]+");

    private static final Pattern WRITTEN_LINE_END = Pattern.compile("\\\\r|\\\\n|\\\\t");
    /** Of quoted-printable: within Base64 an equals sign stands at the end alone. */
    private static final Pattern SOFT_LINE_END = Pattern.compile("=\\r?\\n(?=[A-Za-z0-9+/=])");

    /** Other names of what Bouncy Castle reads. */
    private static final Map<String, String> SYNONYMS = Map.of("PKCS #7 SIGNED DATA", "PKCS7");

    private static final Set<String> KNOWN = Set.of(
            "CERTIFICATE",
            "X509 CERTIFICATE",
            "TRUSTED CERTIFICATE",
            "CERTIFICATE REQUEST",
            "NEW CERTIFICATE REQUEST",
            "PRIVATE KEY",
            "ENCRYPTED PRIVATE KEY",
            "RSA PRIVATE KEY",
            "EC PRIVATE KEY",
            "DSA PRIVATE KEY",
            "PUBLIC KEY",
            "RSA PUBLIC KEY",
            "EC PARAMETERS",
            "PKCS7",
            "CMS");

    private static final Map<String, String> IN_WORDS = Map.of(
            "X509 CRL",
            "a list of revoked certificates (CRL)",
            "OPENSSH PRIVATE KEY",
            "a private key in the form of OpenSSH: convert it by ssh-keygen -p -m PKCS8 -f");

    /** Thrown if a text is no PEM for a reason that can be named. */
    static final class SpoiltException extends Exception {

        private static final long serialVersionUID = 1L;

        private final String problem;

        SpoiltException(String problem) {
            super(problem);
            this.problem = problem;
        }

        /** Returns the end of a sentence that begins with the name of the file. */
        String problem() {
            return problem;
        }
    }

    /** Returns the objects in a text, in which anything may stand around them. */
    static List<PemBlock> allIn(String text) throws SpoiltException {
        List<PemBlock> found = new ArrayList<>();
        String lines = WRITTEN_LINE_END.matcher(text).replaceAll("\n");
        Matcher block = BLOCK.matcher(lines);
        int end = 0;
        while (block.find()) {
            if (!block.group(1).equals(block.group(3))) {
                throw new SpoiltException("is truncated or damaged");
            }
            found.add(of(block.group(1), block.group(2)));
            end = block.end();
        }
        if (lines.indexOf(BEGIN, end) >= 0) {
            throw new SpoiltException("is truncated or damaged: it begins as PEM, and its line -----END is missing");
        }
        if (found.isEmpty() && BEGIN_WITHOUT_HYPHENS.matcher(text).find()) {
            throw new SpoiltException(
                    "has a line BEGIN without five hyphens before and after it, so it is no PEM any more:"
                            + " a text editor or mail program changed it. Take the file as it was issued");
        }
        return found;
    }

    private static PemBlock of(String label, String body) throws SpoiltException {
        if (!KNOWN.contains(SYNONYMS.getOrDefault(label, label))) {
            return new PemBlock(label, "", "");
        }
        String printable = SOFT_LINE_END.matcher(body).replaceAll("").replace("=3D", "=");
        Matcher encrypted = ENCRYPTED.matcher(printable);
        boolean headed = encrypted.find();
        String base64 = withoutBlanks(headed ? printable.substring(encrypted.end()) : printable);
        if (!BASE64.matcher(base64).matches()) {
            throw new SpoiltException("is truncated or damaged");
        }
        String headers = headed
                ? "Proc-Type: 4,ENCRYPTED\nDEK-Info: " + encrypted.group(1) + "," + encrypted.group(2) + "\n\n"
                : "";
        return new PemBlock(SYNONYMS.getOrDefault(label, label), headers, base64);
    }

    /** Leaves out what is no part of Base64 and is seen as nothing. */
    static String withoutBlanks(String text) {
        return BLANKS.matcher(WRITTEN_LINE_END.matcher(text).replaceAll("")).replaceAll("");
    }

    boolean isKnown() {
        return KNOWN.contains(label);
    }

    /** Returns what an object of an unknown label is. */
    String inWords() {
        return IN_WORDS.getOrDefault(label, "an object labelled " + label);
    }

    byte[] der() {
        return Base64.getDecoder().decode(base64);
    }

    /** Returns it as PEM should be. */
    String text() {
        return BEGIN + label + "-----\n" + headers + base64.replaceAll("(.{64})", "$1\n") + "\n-----END " + label
                + "-----\n";
    }

    /** Prints nothing of the content. */
    @Override
    public String toString() {
        return "PEM of " + label;
    }
}
