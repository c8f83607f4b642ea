package dev.ksef.simulator.storage;

import dev.ksef.simulator.wire.HttpRequest;
import dev.ksef.simulator.wire.KsefTimestamps;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs links into the storage. Whoever has a link may read its document, or write it, until the link expires. */
public final class StorageLinks {

    /** A signed link, and when it expires. */
    public record Link(String url, Instant expiresAt) {}

    public static final String SESSION_UPO = "/storage/01/%s/session-upo/%s.xml";
    private static final String BATCH_PART = "/storage/00/%s/batch-parts/%s";
    private static final String EXPORT_PART = "/storage/00/%s/invoice-part/%s";
    public static final String INVOICE_UPO = "/storage/01/%s/invoice-upo/%s.xml";

    private static final String READ = "r";
    private static final String WRITE = "w";
    private static final Duration LIFE = Duration.ofDays(3);
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);
    private static final int SECRET_BYTES = 32;

    private final SecretKeySpec secret;

    public StorageLinks() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        this.secret = new SecretKeySpec(random, "HmacSHA256");
    }

    /**
     * Makes a signed link to read a document.
     *
     * @param origin scheme, name and port that it begins with, without a slash at the end
     */
    public Link sign(String origin, String shape, String sessionReference, String document, Instant now) {
        String path = shape.formatted(sessionReference.toLowerCase(Locale.ROOT), document);
        return link(origin, path, READ, now, now.plus(LIFE));
    }

    /**
     * Makes a signed link to write a part of a package, which may be begun before this end.
     *
     * @param origin scheme, name and port that it begins with, without a slash at the end
     */
    public Link signUpload(String origin, String sessionReference, int ordinalNumber, Instant end, Instant now) {
        String path = BATCH_PART.formatted(sessionReference.toLowerCase(Locale.ROOT), ordinalNumber);
        return link(origin, path, WRITE, now, end);
    }

    /**
     * Makes a signed link to read a part of an export.
     *
     * @param origin scheme, name and port that it begins with, without a slash at the end
     */
    public Link signExportPart(String origin, String exportReference, String part, Instant end, Instant now) {
        String path = EXPORT_PART.formatted(exportReference.toLowerCase(Locale.ROOT), part);
        return link(origin, path, READ, now, end);
    }

    private Link link(String origin, String path, String permission, Instant now, Instant until) {
        Instant expiresAt = until.truncatedTo(ChronoUnit.SECONDS);
        String start = KsefTimestamps.sharedAccess(now.minus(CLOCK_TOLERANCE));
        String end = KsefTimestamps.sharedAccess(expiresAt);
        String query = "?sv=2025-01-05&st=" + encoded(start) + "&se=" + encoded(end) + "&sr=b&sp=" + permission
                + "&sig=" + encoded(signature(path, permission, start, end));
        return new Link(origin + path + query, expiresAt);
    }

    /** Whether the request carries a signature of this simulator for its path that has not expired. */
    public boolean valid(HttpRequest request, Instant now) {
        String start = request.query("st").orElse("");
        String end = request.query("se").orElse("");
        String permission = request.method().equals("PUT") ? WRITE : READ;
        String expected = signature(request.path(), permission, start, end);
        return request.query("sig").filter(expected::equals).isPresent() && now.isBefore(instant(end));
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException notATime) {
            return Instant.MIN;
        }
    }

    private String signature(String path, String permission, String start, String end) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            byte[] content = (path + "\n" + permission + "\n" + start + "\n" + end).getBytes(StandardCharsets.UTF_8);
            return Base64.getEncoder().encodeToString(mac.doFinal(content));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HMAC-SHA256", impossible);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
