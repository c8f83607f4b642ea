package dev.ksef.simulator.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ksef.simulator.SimulatorTest;
import dev.ksef.simulator.client.ClientBatch;
import dev.ksef.simulator.client.ClientBatch.Prepared;
import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientPackage;
import dev.ksef.simulator.client.ClientPackage.File;
import dev.ksef.simulator.client.TaxpayerClient;
import dev.ksef.simulator.client.TestInvoice;
import dev.ksef.thirdparty.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packages that fail as a whole, the same in either kind of archive. */
class PackageFailureTest extends SimulatorTest {

    @ParameterizedTest
    @ValueSource(strings = {ClientPackage.ZIP, ClientPackage.TAR_GZ})
    void part_withAnotherHashThanDeclared_is405(String format) {
        Prepared prepared = prepared(format);
        prepared.part(1).put("fileHash", ClientCrypto.sha256(new byte[0]));

        assertFailed(prepared, 405);
    }

    @ParameterizedTest
    @ValueSource(strings = {ClientPackage.ZIP, ClientPackage.TAR_GZ})
    void archive_withAnotherSizeOrHashThanDeclared_is405(String format) {
        Prepared size = prepared(format);
        size.file().put("fileSize", size.file().path("fileSize").intValue() + 1);
        Prepared hash = prepared(format);
        hash.file().put("fileHash", ClientCrypto.sha256(new byte[0]));

        assertFailed(size, 405);
        assertFailed(hash, 405);
    }

    @ParameterizedTest
    @ValueSource(strings = {ClientPackage.ZIP, ClientPackage.TAR_GZ})
    void key_thatCannotBeDecrypted_is415_onlyAfterTheSessionWasClosed(String format) {
        Prepared prepared = prepared(format);
        ((ObjectNode) prepared.request().path("encryption"))
                .put("encryptedSymmetricKey", ClientCrypto.base64(new byte[256]));
        ClientBatch batch = prepared.open().uploaded();

        int open = batch.statusCode();

        assertThat(open).isEqualTo(100);
        assertThat(batch.closed().statusCode()).isEqualTo(415);
        assertThat(batch.invoices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ClientPackage.ZIP, ClientPackage.TAR_GZ})
    void part_madeWithAnotherKey_is435(String format) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        Prepared prepared = prepared(taxpayer, format);
        byte[] other = new byte[prepared.parts().get(0).length];
        prepared.part(1).put("fileHash", ClientCrypto.sha256(other));
        ClientBatch batch = prepared.open();
        batch.upload(1, other);

        // One wrong key in 256 happens to leave a padding that looks right: then the package is not what was declared.
        assertThat(batch.closed().statusCode()).isIn(435, 405);
    }

    @ParameterizedTest
    @CsvSource({"Zip", "TarGz"})
    void archive_thatIsDamaged_orOfTheOtherKind_is430(String format) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientPackage invoices = invoices(taxpayer, format);
        byte[] good = invoices.archive();
        byte[] spoilt = good.clone();
        for (int i = good.length / 3; i < good.length / 3 + 16; i++) {
            spoilt[i] ^= 0x55;
        }
        byte[] other = new ClientPackage(
                        format.equals("Zip") ? ClientPackage.TAR_GZ : ClientPackage.ZIP, invoices.files())
                .archive();

        assertFailed(prepared(taxpayer, format, Arrays.copyOf(good, good.length - 20)), 430);
        assertFailed(prepared(taxpayer, format, spoilt), 430);
        assertFailed(prepared(taxpayer, format, other), 430);
        assertFailed(prepared(taxpayer, format, new byte[] {1}), 430);
    }

    @ParameterizedTest
    @ValueSource(strings = {ClientPackage.ZIP, ClientPackage.TAR_GZ})
    void archive_withoutFiles_isCancelled(String format) {
        TaxpayerClient taxpayer = taxpayer().signedIn();
        ClientPackage nothing = new ClientPackage(format, List.of());
        ClientPackage folders = new ClientPackage(format, List.of(new File("folder/", new byte[0])));

        for (ClientPackage empty : List.of(nothing, folders)) {
            ClientBatch batch = ClientBatch.send(taxpayer, empty);

            assertThat(batch.statusCode()).isEqualTo(440);
            assertThat(batch.status().path("status").path("details").path(0).stringValue())
                    .isEqualTo("Nie przesłano faktur");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ClientPackage.ZIP, ClientPackage.TAR_GZ})
    void archive_withOneInvoiceMoreThanTenThousand_is420(String format) {
        List<File> files = IntStream.rangeClosed(1, 10_001)
                .mapToObj(number -> new File(number + ".xml", new byte[] {'x'}))
                .toList();

        assertFailed(ClientBatch.prepare(taxpayer().signedIn(), new ClientPackage(format, files)), 420);
    }

    @ParameterizedTest
    @ValueSource(strings = {ClientPackage.ZIP, ClientPackage.TAR_GZ})
    void archive_withAFileThatUnpacksToMoreThanAnyInvoice_is430(String format) {
        File bomb = new File("bomb.xml", new byte[30_000_001]);

        assertFailed(ClientBatch.prepare(taxpayer().signedIn(), new ClientPackage(format, List.of(bomb))), 430);
    }

    private static void assertFailed(Prepared prepared, int code) {
        ClientBatch batch = prepared.open().uploaded();
        assertThat(batch.close().status()).as("closing does not look inside").isEqualTo(204);

        assertThat(batch.settledCode()).isEqualTo(code);
        assertThat(batch.status().has("upo")).isFalse();
        assertThat(batch.status().path("invoiceCount").intValue(-1)).isZero();
        assertThat(batch.invoices()).isEmpty();
    }

    private Prepared prepared(String format) {
        return prepared(taxpayer().signedIn(), format);
    }

    private static Prepared prepared(TaxpayerClient taxpayer, String format) {
        return ClientBatch.prepare(taxpayer, invoices(taxpayer, format));
    }

    private static Prepared prepared(TaxpayerClient taxpayer, String format, byte[] archive) {
        return ClientBatch.prepare(taxpayer, format, archive, Integer.MAX_VALUE);
    }

    private static ClientPackage invoices(TaxpayerClient taxpayer, String format) {
        return ClientPackage.of(
                format, TestInvoice.of(taxpayer).xml(), TestInvoice.of(taxpayer).xml());
    }
}
