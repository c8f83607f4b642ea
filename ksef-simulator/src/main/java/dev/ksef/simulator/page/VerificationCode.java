package dev.ksef.simulator.page;

import dev.ksef.simulator.invoice.StoredInvoice;
import dev.ksef.simulator.wire.JsonTrees;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The verification code of an invoice (KOD I).
 *
 * @param link leads to the answer of this simulator
 * @param picture the link as a QR code; none without ZXing
 */
record VerificationCode(String link, Optional<QrPicture> picture) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd-MM-uuuu", Locale.ROOT);

    static VerificationCode of(StoredInvoice invoice, String origin) {
        String hash = invoice.json()
                .path("invoiceHash")
                .asString("")
                .replace('+', '-')
                .replace('/', '_')
                .replace("=", "");
        String link = origin + "/invoice/" + invoice.sellerNip() + "/" + DAY.format(invoice.issueDate()) + "/" + hash;
        return new VerificationCode(link, picture(link));
    }

    private static Optional<QrPicture> picture(String link) {
        try {
            return Optional.of(QrPicture.of(link));
        } catch (NoClassDefFoundError withoutZxing) {
            return Optional.empty();
        }
    }

    ObjectNode json() {
        ObjectNode json = JsonTrees.object().put("link", link);
        picture.ifPresent(
                drawn -> json.put("size", drawn.size()).put("path", drawn.path()));
        return json;
    }
}
