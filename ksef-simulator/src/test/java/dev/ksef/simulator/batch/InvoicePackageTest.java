package dev.ksef.simulator.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ksef.simulator.client.ClientCrypto;
import dev.ksef.simulator.client.ClientPackage;
import dev.ksef.simulator.client.ClientPackage.File;
import dev.ksef.simulator.crypto.SymmetricKey;
import dev.ksef.simulator.storage.StorageFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InvoicePackageTest {

    private final byte[] key = ClientCrypto.random(32);
    private final byte[] iv = ClientCrypto.random(16);
    private final StorageFolder folder = new StorageFolder();

    @AfterEach
    void close() {
        folder.close();
    }

    @Test
    void package_leavesNoFile_whenItIsClosed() throws Exception {
        Path neighbour = folder.newFile();
        byte[] archive = ClientPackage.of(ClientPackage.ZIP, "one", "two").archive();
        List<UploadedPart> parts = parts(archive, 3);

        try (InvoicePackage open = open(declared(archive, parts), parts)) {
            assertThat(open.survey(2)).isEqualTo(2);
            assertThat(files(neighbour)).as("the archive in place of its parts").hasSize(2);
        }

        assertThat(files(neighbour)).containsExactly(neighbour);
    }

    @Test
    void package_thatFails_leavesNoArchive() throws IOException {
        Path neighbour = folder.newFile();
        byte[] archive = ClientPackage.of(ClientPackage.ZIP, "one").archive();
        List<UploadedPart> parts = parts(archive, 1);
        BatchDeclaration declared = declared(archive, parts);
        BatchDeclaration other = new BatchDeclaration(
                declared.size(), ClientCrypto.sha256(new byte[0]), declared.format(), declared.parts(), false);

        assertThatThrownBy(() -> open(other, parts)).isInstanceOf(PackageFailure.class);

        assertThat(files(neighbour)).containsExactly(neighbour);
    }

    /** A ZIP may have one name twice; no writer of the JDK makes such a one. */
    @Test
    void filesOfOneName_areTwoFiles() throws Exception {
        byte[] archive = new ClientPackage(
                        ClientPackage.ZIP,
                        List.of(new File("a.xml", new byte[] {'1'}), new File("b.xml", new byte[] {'2'})))
                .archive();
        byte[] sameNames = new String(archive, StandardCharsets.ISO_8859_1)
                .replace("b.xml", "a.xml")
                .getBytes(StandardCharsets.ISO_8859_1);
        List<UploadedPart> parts = parts(sameNames, 1);
        List<String> found = new ArrayList<>();

        try (InvoicePackage open = open(declared(sameNames, parts), parts)) {
            open.forEach(
                    1_000,
                    invoice -> found.add(invoice.fileName() + ":" + new String(invoice.xml(), StandardCharsets.UTF_8)));
        }

        assertThat(found).containsExactly("a.xml:1", "a.xml:2");
    }

    private InvoicePackage open(BatchDeclaration declared, List<UploadedPart> parts)
            throws IOException, PackageFailure {
        return InvoicePackage.open(declared, parts, SymmetricKey.of(key, iv).orElseThrow(), folder);
    }

    private List<UploadedPart> parts(byte[] archive, int count) throws IOException {
        List<UploadedPart> parts = new ArrayList<>();
        int size = archive.length / count + 1;
        for (int from = 0; from < archive.length; from += size) {
            byte[] part = Arrays.copyOfRange(archive, from, Math.min(archive.length, from + size));
            parts.add(UploadedPart.receive(new ByteArrayInputStream(ClientCrypto.encrypt(key, iv, part)), folder));
        }
        return parts;
    }

    private static BatchDeclaration declared(byte[] archive, List<UploadedPart> parts) {
        List<DeclaredPart> declared = new ArrayList<>();
        parts.forEach(part -> declared.add(new DeclaredPart(declared.size() + 1, part.size(), part.hash())));
        return new BatchDeclaration(archive.length, ClientCrypto.sha256(archive), ArchiveFormat.ZIP, declared, false);
    }

    private static List<Path> files(Path neighbour) throws IOException {
        try (Stream<Path> files = Files.list(neighbour.getParent())) {
            return files.toList();
        }
    }
}
